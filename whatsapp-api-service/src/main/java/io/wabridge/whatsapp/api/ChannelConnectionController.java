package io.wabridge.whatsapp.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.connection.EndpointConnection;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import java.net.URI;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connects a channel and tests the connection. The counterpart is DeskConnectionController. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/channels/{channelId}")
@Tag(name = "Channels")
class ChannelConnectionController {

  private final Tenants tenants;
  private final EndpointConnection<Channel, ChannelConnector> connection;
  private final BridgeProperties bridge;

  ChannelConnectionController(
      Tenants tenants,
      Connectors<ChannelConnector> connectors,
      Tokens tokens,
      MediaStore media,
      BridgeProperties bridge) {
    this.tenants = tenants;
    this.connection = new EndpointConnection<>(tenants.channels(), connectors, tokens, media);
    this.bridge = bridge;
  }

  @PostMapping("/test")
  @Operation(summary = "Tests everything the channel needs; changes nothing there")
  EndpointConnection.Result test(@PathVariable String tenantId, @PathVariable String channelId) {
    return connection.test(channel(tenantId, channelId));
  }

  @PostMapping("/connect")
  @Operation(summary = "Registers our webhook address at the channel's product")
  EndpointConnection.Result connect(@PathVariable String tenantId, @PathVariable String channelId) {
    var channel = channel(tenantId, channelId);
    var address = "/webhooks/whatsapp/" + channel.id();
    return connection.connect(channel, URI.create(bridge.publicUrl() + address));
  }

  private Channel channel(String tenantId, String channelId) {
    return tenants
        .channels()
        .find(channelId)
        .filter(channel -> channel.tenant().value().equals(tenantId))
        .orElseThrow(() -> new NotFoundException("There is no channel " + channelId + "."));
  }
}
