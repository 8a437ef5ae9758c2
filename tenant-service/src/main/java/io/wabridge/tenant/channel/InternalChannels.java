package io.wabridge.tenant.channel;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Announcements;
import io.wabridge.kit.client.Channel;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ChannelSettings;
import io.wabridge.model.DeskId;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import io.wabridge.tenant.Connection;
import io.wabridge.tenant.secret.Credentials;
import io.wabridge.tenant.tenant.Tenant;
import io.wabridge.tenant.tenant.Tenants;
import java.net.URI;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Channels with their secrets, for our own services. */
@RestController
@RequestMapping("/internal/channels")
class InternalChannels {

  record ConnectionState(boolean working) {}

  record AccessToken(Secret token) {}

  private final Channels channels;
  private final Tenants tenants;
  private final Credentials credentials;
  private final Announcements announcements;

  InternalChannels(
      Channels channels, Tenants tenants, Credentials credentials, Announcements announcements) {
    this.channels = channels;
    this.tenants = tenants;
    this.credentials = credentials;
    this.announcements = announcements;
  }

  @GetMapping("/{id}")
  Channel get(@PathVariable String id) {
    return view(find(id));
  }

  @GetMapping("/by-number/{phoneNumberId}")
  Channel byNumber(@PathVariable String phoneNumberId) {
    return view(
        channels
            .findByPhoneNumberId(phoneNumberId)
            .orElseThrow(
                () -> new NotFoundException("No channel has the number " + phoneNumberId + ".")));
  }

  @GetMapping("/{id}/access-token")
  AccessToken accessToken(@PathVariable String id) {
    var channel = find(id);
    return new AccessToken(credentials.get(channel.tenantId, channel.credentials(), "accessToken"));
  }

  @PostMapping("/{id}/status")
  @Transactional
  void status(@PathVariable String id, @RequestBody ConnectionState state) {
    var channel = find(id);
    channel.status = state.working() ? Connection.WORKING : Connection.FAILING;
    announcements.announceChange(channel.tenantId);
  }

  private io.wabridge.tenant.channel.Channel find(String id) {
    return channels
        .findById(id)
        .orElseThrow(() -> new NotFoundException("There is no channel " + id + "."));
  }

  private Channel view(io.wabridge.tenant.channel.Channel channel) {
    var tenant = tenants.get(channel.tenantId);
    return new Channel(
        new TenantId(channel.tenantId),
        new ChannelId(channel.id),
        channel.provider,
        tenant.status() == Tenant.Status.ACTIVE,
        new ChannelSettings(
            channel.phoneNumberId,
            channel.accountId,
            URI.create(channel.apiUrl),
            channel.apiVersion,
            credentials.get(channel.tenantId, channel.credentials(), "appSecret"),
            credentials.get(channel.tenantId, channel.credentials(), "verifyToken")),
        channel.deskId == null ? null : new DeskId(channel.deskId),
        channel.readMarks,
        tenant.quotaPerSecond());
  }
}
