package io.wabridge.tenant.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.ConflictException;
import io.wabridge.model.DeskId;
import io.wabridge.tenant.ApiPage;
import io.wabridge.tenant.connector.EnteredFields;
import io.wabridge.tenant.connector.Problems;
import io.wabridge.tenant.routing.RoutingForm;
import io.wabridge.tenant.tenant.Tenants;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The public API of desks. The counterpart is ChannelController. Secrets are write-only. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/desks")
@Tag(name = "Desks")
class DeskController {

  /**
   * A desk to be created.
   *
   * @param kind one of the connectors for desks
   * @param settings the fields of the connector's form, secrets included
   * @param moreCredentials further credentials that share the load, each with the form's fields of
   *     a credential
   * @param limits its own limits, where they are not the connector's
   * @param failureNotes whether a note in the conversation says that the agent's message was not
   *     delivered; by default where the desk does not show that itself
   * @param commands whether texts as "/desk NAME" are commands to the bridge; by default they are
   */
  record NewDesk(
      @Nullable String name,
      @Nullable String kind,
      @Nullable EnteredFields settings,
      @Nullable List<EnteredFields> moreCredentials,
      @Nullable EnteredFields limits,
      @Nullable Boolean failureNotes,
      @Nullable Boolean commands)
      implements EndpointInput {}

  /**
   * A change; absent fields stay unchanged.
   *
   * @param settings the fields that change; null removes an optional one
   * @param moreCredentials the whole list; an existing credential may omit unchanged fields
   * @param limits the limits that change; null removes one, so that the connector's applies
   */
  record DeskChange(
      @Nullable String name,
      @Nullable String kind,
      @Nullable EnteredFields settings,
      @Nullable List<EnteredFields> moreCredentials,
      @Nullable EnteredFields limits,
      @Nullable Boolean failureNotes,
      @Nullable Boolean commands,
      @Nullable Switch status)
      implements EndpointInput {}

  /**
   * A desk, without secrets.
   *
   * @param failureNotes whether a note in the conversation says that a message was not delivered
   * @param commands whether texts as "/desk NAME" are commands to the bridge
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeskView(@JsonUnwrapped EndpointView endpoint, boolean failureNotes, boolean commands) {}

  private final Tenants tenants;
  private final StoredDesks desks;
  private final StoredChannels channels;
  private final EndpointChanges changes;
  private final EndpointViews views;
  private final InternalEndpoints endpoints;
  private final EndpointHealth health;

  DeskController(
      Tenants tenants,
      StoredDesks desks,
      StoredChannels channels,
      EndpointChanges changes,
      EndpointViews views,
      InternalEndpoints endpoints,
      EndpointHealth health) {
    this.tenants = tenants;
    this.desks = desks;
    this.channels = channels;
    this.changes = changes;
    this.views = views;
    this.endpoints = endpoints;
    this.health = health;
  }

  @GetMapping
  @Operation(summary = "The tenant's desks")
  ApiPage<DeskView> list(
      @PathVariable String tenantId,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    tenants.get(tenantId);
    var size = ApiPage.within(limit);
    var page = desks.findByTenantIdAndIdGreaterThanOrderById(tenantId, cursor, Limit.of(size + 1));
    var facts = views.facts(tenantId, page);
    return ApiPage.of(page, size, desk -> view(desk, views.of(desk, facts)), desk -> desk.id);
  }

  @GetMapping("/{deskId}")
  @Operation(summary = "One desk")
  ResponseEntity<DeskView> get(@PathVariable String tenantId, @PathVariable String deskId) {
    return tagged(desks.get(tenantId, deskId));
  }

  @GetMapping("/{deskId}/health")
  @Operation(summary = "Whether the desk works, since when, and what the last check found")
  HealthView health(@PathVariable String tenantId, @PathVariable String deskId) {
    return health.of(desks.get(tenantId, deskId));
  }

  @PostMapping
  @Transactional
  @Operation(summary = "Creates a desk; connect it next")
  ResponseEntity<DeskView> create(@PathVariable String tenantId, @RequestBody NewDesk request) {
    tenants.get(tenantId);
    var desk = new StoredDesk(tenantId);
    desk.failureNotes = request.failureNotes();
    desk.commands = !Boolean.FALSE.equals(request.commands());
    changes.create(desks, desk, request, new Problems());
    return ResponseEntity.created(URI.create("/api/v1/tenants/" + tenantId + "/desks/" + desk.id))
        .eTag(Revision.tag(desk.revision))
        .body(view(desk));
  }

  @PatchMapping("/{deskId}")
  @Transactional
  @Operation(summary = "Changes a desk: its name, settings, credentials, limits or status")
  ResponseEntity<DeskView> change(
      @PathVariable String tenantId,
      @PathVariable String deskId,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody DeskChange request) {
    var desk = desks.locked(tenantId, deskId);
    Revision.require(ifMatch, desk.revision, "The desk");
    Switch.apply(request.status(), desk);
    if (request.failureNotes() != null) {
      desk.failureNotes = request.failureNotes();
    }
    if (request.commands() != null) {
      desk.commands = request.commands();
    }
    changes.change(desks, desk, request, new Problems());
    return tagged(desk);
  }

  @DeleteMapping("/{deskId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Transactional
  @Operation(
      summary =
          "Deletes a desk and its secrets, unless channels are connected to it or have routes to it")
  void delete(
      @PathVariable String tenantId,
      @PathVariable String deskId,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    var desk = desks.locked(tenantId, deskId);
    Revision.require(ifMatch, desk.revision, "The desk");
    refuseIfUsed(
        channels.findByDeskIdOrderById(deskId),
        "Channels are connected to this desk: ",
        ". Connect them to another desk first.");
    refuseIfUsed(
        channels.findByTenantIdAndRoutingIsNotNullOrderById(tenantId).stream()
            .filter(channel -> RoutingForm.desks(channel.routing()).contains(new DeskId(deskId)))
            .toList(),
        "The routes of these channels name this desk: ",
        ". Change the routes first.");
    changes.delete(desks, desk);
  }

  private static void refuseIfUsed(List<StoredChannel> channels, String before, String after) {
    if (!channels.isEmpty()) {
      throw new ConflictException(
          channels.stream()
              .map(channel -> channel.name + " (" + channel.id + ")")
              .collect(Collectors.joining(", ", before, after)));
    }
  }

  private ResponseEntity<DeskView> tagged(StoredDesk desk) {
    return ResponseEntity.ok().eTag(Revision.tag(desk.revision)).body(view(desk));
  }

  private DeskView view(StoredDesk desk) {
    return view(desk, views.of(desk));
  }

  private DeskView view(StoredDesk desk, EndpointView view) {
    return new DeskView(view, endpoints.failureNotes(desk), desk.commands);
  }
}
