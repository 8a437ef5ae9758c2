package io.wabridge.tenant.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.ConflictException;
import io.wabridge.kit.client.Announcements;
import io.wabridge.kit.client.Channel.ReadMarks;
import io.wabridge.model.Ids;
import io.wabridge.model.Secret;
import io.wabridge.tenant.AddressProperties;
import io.wabridge.tenant.ApiPage;
import io.wabridge.tenant.Connection;
import io.wabridge.tenant.desk.DeskDirectory;
import io.wabridge.tenant.secret.Credentials;
import io.wabridge.tenant.tenant.Tenants;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The public API of channels. Twin of the desks' one. Secrets go in and never come out. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/channels")
@Tag(name = "Channels")
class ChannelController {

  /**
   * A channel to be taken in.
   *
   * @param phoneNumberId the provider's id of the number
   * @param accountId the WhatsApp business account (WABA) the number belongs to
   * @param accessToken a system user's token
   * @param appSecret signs the webhooks of the app
   * @param verifyToken shown by WhatsApp when it verifies our address; made here if absent
   * @param readMarks when the person sees that a message was read
   */
  record NewChannel(
      @NotBlank String name,
      @NotNull @Pattern(regexp = "cloud", message = "providers known here: cloud") String provider,
      @NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{1,64}", message = "is not an id of a number")
          String phoneNumberId,
      @Nullable String accountId,
      @NotNull Secret accessToken,
      @NotNull Secret appSecret,
      @Nullable Secret verifyToken,
      @Nullable String apiUrl,
      @Nullable @Pattern(regexp = "v[0-9]+\\.[0-9]+", message = "is written as v26.0")
          String apiVersion,
      @Nullable String deskId,
      @Nullable ReadMarks readMarks) {}

  /** What shall be different; absent stays as it is. */
  record ChannelChange(
      @Nullable String name,
      @Nullable Secret accessToken,
      @Nullable Secret appSecret,
      @Nullable Secret verifyToken,
      @Nullable String deskId,
      @Nullable ReadMarks readMarks) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChannelView(
      String id,
      String tenantId,
      String name,
      String provider,
      String phoneNumberId,
      @Nullable String accountId,
      String apiUrl,
      String apiVersion,
      @Nullable String deskId,
      ReadMarks readMarks,
      Connection status,
      String webhookUrl) {}

  private final Tenants tenants;
  private final Channels channels;
  private final DeskDirectory desks;
  private final Credentials credentials;
  private final Announcements announcements;
  private final AddressProperties addresses;
  private final GraphProperties graph;
  private final BridgeProperties bridge;

  ChannelController(
      Tenants tenants,
      Channels channels,
      DeskDirectory desks,
      Credentials credentials,
      Announcements announcements,
      AddressProperties addresses,
      GraphProperties graph,
      BridgeProperties bridge) {
    this.tenants = tenants;
    this.channels = channels;
    this.desks = desks;
    this.credentials = credentials;
    this.announcements = announcements;
    this.addresses = addresses;
    this.graph = graph;
    this.bridge = bridge;
  }

  @GetMapping
  @Operation(summary = "The tenant's channels")
  ApiPage<ChannelView> list(
      @PathVariable String tenantId,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    tenants.get(tenantId);
    var size = ApiPage.within(limit);
    return ApiPage.of(
        channels.findByTenantIdAndIdGreaterThanOrderById(tenantId, cursor, Limit.of(size + 1)),
        size,
        this::view,
        channel -> channel.id);
  }

  @GetMapping("/{channelId}")
  @Operation(summary = "One channel")
  ChannelView get(@PathVariable String tenantId, @PathVariable String channelId) {
    return view(channels.get(tenantId, channelId));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Transactional
  @Operation(summary = "Takes a channel in; connect it next")
  ChannelView create(@PathVariable String tenantId, @Valid @RequestBody NewChannel request) {
    var tenant = tenants.get(tenantId);
    if (channels.findByPhoneNumberId(request.phoneNumberId()).isPresent()) {
      throw new ConflictException(
          "The number " + request.phoneNumberId() + " is a channel already.");
    }
    var channel =
        new Channel(tenantId, request.name(), request.provider(), request.phoneNumberId());
    channel.accountId = request.accountId();
    channel.apiUrl =
        request.apiUrl() == null ? graph.graphUrl() : addresses.permitted(request.apiUrl());
    channel.apiVersion = request.apiVersion() == null ? graph.graphVersion() : request.apiVersion();
    attach(channel, request.deskId());
    if (request.readMarks() != null) {
      channel.readMarks = request.readMarks();
    }
    channels.saveAndFlush(channel);
    tenant.firstPhoneNumberId(channel.phoneNumberId);
    var verifyToken =
        request.verifyToken() == null
            ? Secret.of(Ids.next().replace("-", ""))
            : request.verifyToken();
    keep(channel, request.accessToken(), request.appSecret(), verifyToken);
    announcements.announceChange(tenantId);
    return view(channel);
  }

  @PatchMapping("/{channelId}")
  @Transactional
  @Operation(summary = "Changes a channel's name, credentials, desk or read marks")
  ChannelView change(
      @PathVariable String tenantId,
      @PathVariable String channelId,
      @Valid @RequestBody ChannelChange request) {
    var channel = channels.get(tenantId, channelId);
    if (request.name() != null) {
      channel.name = request.name();
    }
    attach(channel, request.deskId());
    if (request.readMarks() != null) {
      channel.readMarks = request.readMarks();
    }
    keep(channel, request.accessToken(), request.appSecret(), request.verifyToken());
    announcements.announceChange(tenantId);
    return view(channel);
  }

  private void attach(Channel channel, @Nullable String deskId) {
    if (deskId == null) {
      return;
    }
    if (!desks.has(channel.tenantId, deskId)) {
      throw new IllegalArgumentException("There is no desk " + deskId + ".");
    }
    channel.deskId = deskId;
  }

  private void keep(
      Channel channel,
      @Nullable Secret accessToken,
      @Nullable Secret appSecret,
      @Nullable Secret verifyToken) {
    var secrets = new HashMap<String, Secret>();
    if (accessToken != null) {
      secrets.put("accessToken", accessToken);
    }
    if (appSecret != null) {
      secrets.put("appSecret", appSecret);
    }
    if (verifyToken != null) {
      secrets.put("verifyToken", verifyToken);
    }
    credentials.keep(channel.tenantId, channel.credentials(), secrets);
  }

  private ChannelView view(Channel channel) {
    return new ChannelView(
        channel.id,
        channel.tenantId,
        channel.name,
        channel.provider,
        channel.phoneNumberId,
        channel.accountId,
        channel.apiUrl,
        channel.apiVersion,
        channel.deskId,
        channel.readMarks,
        channel.status,
        bridge.publicUrl() + "/webhooks/whatsapp/" + channel.id);
  }
}
