package io.wabridge.tenant.endpoint;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.client.Channel.ReadMarks;
import io.wabridge.kit.client.TenantDirectory.ConditionEntry;
import io.wabridge.kit.client.WindowPolicy;
import io.wabridge.tenant.ApiPage;
import io.wabridge.tenant.connector.EnteredFields;
import io.wabridge.tenant.connector.Problems;
import io.wabridge.tenant.routing.RoutingForm;
import io.wabridge.tenant.tenant.Tenants;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The public API of channels. The counterpart is DeskController. Secrets are write-only. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/channels")
@Tag(name = "Channels")
class ChannelController {

  /**
   * A channel to be created.
   *
   * @param kind one of the connectors for channels
   * @param settings the fields of the connector's form, secrets included
   * @param moreCredentials further credentials, each with the form's fields of a credential
   * @param limits its own limits, where they are not the connector's
   * @param readMarks when the person sees that a message was read
   * @param window what happens to replies when the person last wrote more than 24 hours ago
   */
  record NewChannel(
      @Nullable String name,
      @JsonAlias("provider") @Nullable String kind,
      @Nullable String deskId,
      @Nullable ReadMarks readMarks,
      @Nullable WindowPolicy window,
      @Nullable EnteredFields settings,
      @Nullable List<EnteredFields> moreCredentials,
      @Nullable EnteredFields limits)
      implements EndpointInput {}

  /**
   * A change; absent fields stay unchanged.
   *
   * @param deskId null detaches the channel from its desk
   * @param window the whole policy for replies outside of the 24-hour window
   * @param settings the fields that change; null removes an optional one
   * @param moreCredentials the whole list; an existing credential may omit unchanged fields
   * @param limits the limits that change; null removes one, so that the connector's applies
   */
  record ChannelChange(
      @Nullable String name,
      @JsonAlias("provider") @Nullable String kind,
      @Schema(type = "string", nullable = true) @Nullable JsonNode deskId,
      @Nullable ReadMarks readMarks,
      @Nullable WindowPolicy window,
      @Nullable EnteredFields settings,
      @Nullable List<EnteredFields> moreCredentials,
      @Nullable EnteredFields limits,
      @Nullable Switch status)
      implements EndpointInput {}

  /**
   * The provider that a channel moves to.
   *
   * @param kind one of the connectors for channels, other than the present one
   * @param settings the fields of its form, secrets included
   */
  record NewProvider(
      @JsonAlias("provider") @Nullable String kind,
      @Nullable EnteredFields settings,
      @Nullable EnteredFields limits)
      implements EndpointInput {

    @Override
    public @Nullable String name() {
      return null;
    }

    @Override
    public @Nullable List<EnteredFields> moreCredentials() {
      return null;
    }
  }

  /**
   * The provider that a channel was moved from.
   *
   * @param acceptedUntil until when its webhooks are accepted
   */
  record MovedFrom(String kind, Instant movedAt, Instant acceptedUntil) {}

  /**
   * A channel.
   *
   * @param window what happens to replies outside of the 24-hour window
   * @param conditions what its provider reported and still holds, the most urgent first
   * @param movedFrom the provider that it was moved from lately
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChannelView(
      @JsonUnwrapped EndpointView endpoint,
      @Nullable String deskId,
      ReadMarks readMarks,
      WindowPolicy window,
      List<ConditionEntry> conditions,
      @Nullable MovedFrom movedFrom) {}

  private final Tenants tenants;
  private final StoredChannels channels;
  private final StoredDesks desks;
  private final EndpointChanges changes;
  private final EndpointViews views;
  private final ChannelConditions conditions;
  private final FormerProviders former;

  ChannelController(
      Tenants tenants,
      StoredChannels channels,
      StoredDesks desks,
      EndpointChanges changes,
      EndpointViews views,
      ChannelConditions conditions,
      FormerProviders former) {
    this.tenants = tenants;
    this.channels = channels;
    this.desks = desks;
    this.changes = changes;
    this.views = views;
    this.conditions = conditions;
    this.former = former;
  }

  @GetMapping
  @Operation(summary = "The tenant's channels")
  ApiPage<ChannelView> list(
      @PathVariable String tenantId,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    tenants.get(tenantId);
    var size = ApiPage.within(limit);
    var page =
        channels.findByTenantIdAndIdGreaterThanOrderById(tenantId, cursor, Limit.of(size + 1));
    var secrets = views.secrets(tenantId, page);
    var reported = conditions.of(page.stream().map(channel -> channel.id).toList());
    return ApiPage.of(
        page,
        size,
        channel ->
            view(channel, views.of(channel, secrets), reported.getOrDefault(channel.id, List.of())),
        channel -> channel.id);
  }

  @GetMapping("/{channelId}")
  @Operation(summary = "One channel")
  ChannelView get(@PathVariable String tenantId, @PathVariable String channelId) {
    return view(channels.get(tenantId, channelId));
  }

  @PostMapping
  @Transactional
  @Operation(summary = "Creates a channel; connect it next")
  ResponseEntity<ChannelView> create(
      @PathVariable String tenantId, @RequestBody NewChannel request) {
    tenants.get(tenantId);
    var channel = new StoredChannel(tenantId);
    var problems = new Problems();
    attach(channel, request.deskId(), problems);
    if (request.readMarks() != null) {
      channel.readMarks = request.readMarks();
    }
    choose(channel, request.window(), problems);
    changes.create(channels, channel, request, problems);
    return ResponseEntity.created(
            URI.create("/api/v1/tenants/" + tenantId + "/channels/" + channel.id))
        .body(view(channel));
  }

  @PatchMapping("/{channelId}")
  @Transactional
  @Operation(summary = "Changes a channel: its name, settings, credentials, limits, desk or status")
  ChannelView change(
      @PathVariable String tenantId,
      @PathVariable String channelId,
      @RequestBody ChannelChange request) {
    var channel = channels.locked(tenantId, channelId);
    var problems = new Problems();
    if (request.deskId() != null) {
      attach(channel, request.deskId().isNull() ? null : request.deskId().asString(""), problems);
    }
    if (request.readMarks() != null) {
      channel.readMarks = request.readMarks();
    }
    choose(channel, request.window(), problems);
    Switch.apply(request.status(), channel);
    changes.change(channels, channel, request, problems);
    return view(channel);
  }

  @PostMapping("/{channelId}/move")
  @Transactional
  @Operation(
      summary = "Moves a channel to another provider; connect it next",
      description =
          "The channel keeps its id, its address, its desk and its conversations. What the former"
              + " provider still reports is accepted for 30 days.")
  ChannelView move(
      @PathVariable String tenantId,
      @PathVariable String channelId,
      @RequestBody NewProvider request) {
    var channel = channels.locked(tenantId, channelId);
    changes.move(channels, channel, request, former);
    return view(channel);
  }

  @DeleteMapping("/{channelId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Transactional
  @Operation(summary = "Deletes a channel and its secrets")
  void delete(@PathVariable String tenantId, @PathVariable String channelId) {
    var channel = channels.locked(tenantId, channelId);
    former.drop(channel);
    changes.delete(channels, channel);
  }

  private void attach(StoredChannel channel, @Nullable String deskId, Problems problems) {
    if (deskId != null && !desks.existsByTenantIdAndId(channel.tenantId, deskId)) {
      problems.add("deskId", "Desk", "does not exist");
      return;
    }
    channel.deskId = deskId;
    if (RoutingForm.onlyDeskIsMirror(channel.routing(), channel.desk())) {
      problems.add("deskId", "Desk", "leaves the channel with a mirror only, which may not answer");
    }
  }

  private static void choose(
      StoredChannel channel, @Nullable WindowPolicy window, Problems problems) {
    if (window != null) {
      WindowRules.check(window, problems);
      channel.windowPolicy = window.equals(WindowPolicy.USUAL) ? null : window;
    }
  }

  private ChannelView view(StoredChannel channel) {
    return view(
        channel,
        views.of(channel),
        conditions.of(List.of(channel.id)).getOrDefault(channel.id, List.of()));
  }

  private ChannelView view(
      StoredChannel channel, EndpointView endpoint, List<ConditionEntry> conditions) {
    return new ChannelView(
        endpoint,
        channel.deskId,
        channel.readMarks,
        channel.window(),
        conditions,
        movedFrom(channel));
  }

  private @Nullable MovedFrom movedFrom(StoredChannel channel) {
    var until = former.until(channel);
    return channel.formerKind == null || channel.movedAt == null || until == null
        ? null
        : new MovedFrom(channel.formerKind, channel.movedAt, until);
  }
}
