package io.wabridge.whatsapp.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.connectors.Probe;
import io.wabridge.connectors.channel.ChannelConnectors;
import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.client.Tokens;
import io.wabridge.model.ChannelId;
import io.wabridge.model.TenantId;
import io.wabridge.model.TokenRefused;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connects a channel and tests the connection. Twin of the desks' one. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/channels/{channelId}")
@Tag(name = "Channels")
class ChannelConnectionController {

  /** Whether it works, and each thing that was looked at. */
  record Connection(boolean working, List<Probe> checks) {}

  private final Tenants tenants;
  private final Tokens tokens;
  private final ChannelConnectors connectors;
  private final BridgeProperties bridge;

  ChannelConnectionController(
      Tenants tenants, Tokens tokens, ChannelConnectors connectors, BridgeProperties bridge) {
    this.tenants = tenants;
    this.tokens = tokens;
    this.connectors = connectors;
    this.bridge = bridge;
  }

  @PostMapping("/test")
  @Operation(
      summary = "Looks whether everything the channel needs is in place; changes nothing there")
  Connection test(@PathVariable String tenantId, @PathVariable String channelId) {
    var channel = channel(tenantId, channelId);
    var checks =
        checked(c -> connectors.of(c.provider()).test(c.settings(), tokens.of(c.id())), channel);
    var working = checks.stream().allMatch(Probe::ok);
    tenants.report(channel.id(), working);
    return new Connection(working, checks);
  }

  @PostMapping("/connect")
  @Operation(summary = "Tells WhatsApp to send the number's webhooks to us")
  Connection connect(@PathVariable String tenantId, @PathVariable String channelId) {
    var channel = channel(tenantId, channelId);
    var address = URI.create(bridge.publicUrl() + "/webhooks/whatsapp/" + channel.id());
    var checks =
        checked(
            c -> connectors.of(c.provider()).connect(address, c.settings(), tokens.of(c.id())),
            channel);
    tenants.report(channel.id(), checks.stream().allMatch(Probe::ok));
    return new Connection(checks.stream().allMatch(Probe::ok), checks);
  }

  private static List<Probe> checked(Function<Channel, List<Probe>> check, Channel channel) {
    try {
      return check.apply(channel);
    } catch (TokenRefused e) {
      return List.of(
          Probe.failed("token", String.valueOf(e.getMessage()), "Enter the access token again."));
    }
  }

  private Channel channel(String tenantId, String channelId) {
    return tenants
        .channel(new ChannelId(channelId))
        .filter(channel -> channel.tenant().equals(new TenantId(tenantId)))
        .orElseThrow(() -> new NotFoundException("There is no channel " + channelId + "."));
  }
}
