package io.wabridge.state.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.model.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Erases persons, and checks the certificates of it. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}")
@Tag(name = "Privacy")
class ErasureController {

  /**
   * The request for an erasure.
   *
   * @param requestedBy who asks, for the certificate, such as a case number; no personal data
   * @param keepOptOut whether a keyed hash keeps that the person wants no marketing messages;
   *     absent: true
   */
  record ErasureRequest(
      @Nullable @Size(max = 200) String requestedBy, @Nullable Boolean keepOptOut) {}

  /**
   * The result of a check.
   *
   * @param genuine whether the certificate is of this tenant and unchanged
   * @param samePerson whether it is about the person that was asked for; absent: none was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Verification(boolean genuine, @Nullable Boolean samePerson) {}

  private static final String UNNAMED = "admin";

  private final PersonSearch search;
  private final Erasures erasures;
  private final KeyedHashes hashes;
  private final Certificates certificates;
  private final JsonMapper json;

  ErasureController(
      PersonSearch search,
      Erasures erasures,
      KeyedHashes hashes,
      Certificates certificates,
      JsonMapper json) {
    this.search = search;
    this.erasures = erasures;
    this.hashes = hashes;
    this.certificates = certificates;
    this.json = json;
  }

  @PostMapping("/persons/{personId}/erasure")
  @Operation(
      summary = "Erases a person or group everywhere",
      description =
          "personId is the number (waId), the user id (bsuid) or the group's id. The answer names"
              + " the job (Location); a second request for the same person is answered with the same"
              + " job. What the person writes from now on is a new contact.")
  ResponseEntity<Erasure.View> erase(
      @PathVariable String tenantId,
      @PathVariable String personId,
      @Valid @RequestBody(required = false) @Nullable ErasureRequest request) {
    var tenant = new TenantId(tenantId);
    var found = search.find(tenant, personId);
    var asked = hash(tenant, PersonSearch.stored(personId));
    var job =
        found.isEmpty()
            ? erasures
                .ofErased(tenant, asked)
                .orElseThrow(() -> new NotFoundException("There is no such person."))
            : erasures.request(
                tenant,
                hash(tenant, found.first()),
                asked,
                request == null
                    ? UNNAMED
                    : Objects.requireNonNullElse(request.requestedBy(), UNNAMED),
                request == null || !Boolean.FALSE.equals(request.keepOptOut()),
                new Subject(found.ids(), List.of(), List.of(), Instant.now()));
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/tenants/" + tenant + "/erasures/" + job.id()))
        .body(view(job));
  }

  @GetMapping("/erasures/{id}")
  @Operation(
      summary = "The state of an erasure; when it is completed, with the certificate",
      description = "The certificate stays here after the erasure.")
  Erasure.View get(@PathVariable String tenantId, @PathVariable String id) {
    return view(
        erasures
            .find(new TenantId(tenantId), id)
            .orElseThrow(() -> new NotFoundException("There is no erasure " + id + ".")));
  }

  @PostMapping("/erasures/verification")
  @Operation(
      summary = "Checks a certificate",
      description = "person is an id: then the answer says whether the certificate is about it.")
  Verification verify(
      @PathVariable String tenantId,
      @RequestParam(defaultValue = "") String person,
      @Valid @RequestBody Certificate certificate) {
    var tenant = new TenantId(tenantId);
    var genuine = certificates.isGenuine(tenant, certificate);
    return new Verification(
        genuine,
        person.isEmpty() ? null : genuine && certificates.isAbout(certificate, tenant, person));
  }

  private byte[] hash(TenantId tenant, String id) {
    return hashes.of(tenant, KeyedHashes.Purpose.PERSON, id);
  }

  private Erasure.View view(Erasure job) {
    return new Erasure.View(
        job.id(),
        job.state(),
        job.step(),
        job.requestedBy(),
        job.requestedAt(),
        job.messagesTotal(),
        erasures.counts(job.id(), Erasures.Kind.ROWS).getOrDefault("message_tracking", 0L),
        job.problem(),
        job.finishedAt(),
        job.certificate() == null ? null : json.readValue(job.certificate(), Certificate.class));
  }
}
