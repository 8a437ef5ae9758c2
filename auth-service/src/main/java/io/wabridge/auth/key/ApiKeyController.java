package io.wabridge.auth.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.auth.audit.Audit;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.access.Caller;
import io.wabridge.kit.access.Scope;
import io.wabridge.kit.client.TenantDirectory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API keys of a tenant's programs. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/api-keys")
@Tag(name = "API keys")
class ApiKeyController {

  private static final int DEFAULT_DAYS = 365;

  /**
   * A new key.
   *
   * @param scopes what the program may do
   * @param days how long it is valid; absent: a year
   */
  record NewKey(
      @NotBlank @Size(max = 100) String name,
      @NotEmpty Set<Scope> scopes,
      @Nullable @Min(1) @Max(1095) Integer days) {}

  /**
   * A rotation.
   *
   * @param overlapHours how long the old secret stays valid; 0: not at all
   * @param days how long the new one is valid; absent: a year
   */
  record Rotation(@Min(0) @Max(720) int overlapHours, @Nullable @Min(1) @Max(1095) Integer days) {}

  /**
   * A key.
   *
   * @param begins the first characters of the key, to recognize it
   * @param previousUntil until when the secret before the last rotation is valid
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record KeyView(
      String id,
      String name,
      String begins,
      Set<Scope> scopes,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant previousUntil,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}

  record KeyList(List<KeyView> items) {}

  /**
   * A key with its secret.
   *
   * @param key the bearer token, shown only now
   */
  record ShownKey(String id, String key, Instant expiresAt) {}

  private final ApiKeys keys;
  private final TenantDirectory tenants;
  private final Audit audit;

  ApiKeyController(ApiKeys keys, TenantDirectory tenants, Audit audit) {
    this.keys = keys;
    this.tenants = tenants;
    this.audit = audit;
  }

  @GetMapping
  @Operation(summary = "The API keys of a tenant, the newest first; revoked ones stay listed")
  KeyList list(@PathVariable String tenantId) {
    return new KeyList(keys.ofTenant(tenantId));
  }

  @PostMapping
  @Transactional
  @Operation(summary = "Makes an API key; it is shown only now")
  ShownKey create(
      @PathVariable String tenantId,
      @Valid @RequestBody NewKey request,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    if (tenants.tenants().stream().noneMatch(tenant -> tenant.id().equals(tenantId))) {
      throw new NotFoundException("There is no tenant " + tenantId + ".");
    }
    var key =
        keys.create(
            tenantId, request.name(), request.scopes(), expiry(request.days()), caller.name());
    log(caller, tenantId, "key.made", key.id());
    return key;
  }

  @PostMapping("/{keyId}/rotate")
  @Transactional
  @Operation(
      summary = "Gives a key a new secret, shown only now",
      description = "The old secret stays valid for overlapHours.")
  ShownKey rotate(
      @PathVariable String tenantId,
      @PathVariable String keyId,
      @Valid @RequestBody Rotation rotation,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var key =
        keys.rotate(
                tenantId, keyId, Duration.ofHours(rotation.overlapHours()), expiry(rotation.days()))
            .orElseThrow(() -> absent(keyId));
    log(caller, tenantId, "key.rotated", keyId);
    return key;
  }

  @DeleteMapping("/{keyId}")
  @Transactional
  @Operation(summary = "Revokes a key at once")
  KeyList revoke(
      @PathVariable String tenantId,
      @PathVariable String keyId,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    if (!keys.revoke(tenantId, keyId)) {
      throw absent(keyId);
    }
    log(caller, tenantId, "key.revoked", keyId);
    return new KeyList(keys.ofTenant(tenantId));
  }

  private static NotFoundException absent(String id) {
    return new NotFoundException("There is no valid API key " + id + ".");
  }

  private static Instant expiry(@Nullable Integer days) {
    return Instant.now().plus(Duration.ofDays(days == null ? DEFAULT_DAYS : days));
  }

  private void log(Caller caller, String tenant, String action, String key) {
    audit.add(new Audit.Entry(tenant, caller.name(), action, "key:" + key, caller.address(), null));
  }
}
