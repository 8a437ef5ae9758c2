package io.wabridge.whatsapp.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.EndpointSetup;
import io.wabridge.kit.client.EnteredDraft;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.connection.EndpointConnection;
import io.wabridge.model.connector.ChannelConnector;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connects a channel and tests the connection. The counterpart is DeskConnectionController. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/channels")
@Tag(name = "Channels")
class ChannelConnectionController {

  private final Tenants tenants;
  private final EndpointConnection<Channel, ChannelConnector> connection;
  private final EndpointSetup setup;

  ChannelConnectionController(
      Tenants tenants,
      EndpointConnection<Channel, ChannelConnector> connection,
      EndpointSetup setup) {
    this.tenants = tenants;
    this.connection = connection;
    this.setup = setup;
  }

  @PostMapping("/check")
  @Operation(
      summary = "Checks settings that are not saved, first each field, then at the other side",
      description = "With an id, fields that are absent are as they are saved. Nothing is changed.")
  EndpointConnection.DraftResult check(
      @PathVariable String tenantId, @RequestBody EnteredDraft draft) {
    return connection.check(setup.channelDraft(tenantId, draft));
  }

  @PostMapping("/{channelId}/test")
  @Operation(summary = "Tests everything the channel needs; changes nothing there")
  EndpointConnection.Result test(@PathVariable String tenantId, @PathVariable String channelId) {
    return connection.test(channel(tenantId, channelId));
  }

  @PostMapping("/{channelId}/connect")
  @Operation(summary = "Registers our webhook address at the channel's product")
  EndpointConnection.Result connect(@PathVariable String tenantId, @PathVariable String channelId) {
    return connection.connect(channel(tenantId, channelId));
  }

  private Channel channel(String tenantId, String channelId) {
    return tenants
        .channels()
        .find(channelId)
        .filter(channel -> channel.tenant().value().equals(tenantId))
        .orElseThrow(() -> new NotFoundException("There is no channel " + channelId + "."));
  }
}
