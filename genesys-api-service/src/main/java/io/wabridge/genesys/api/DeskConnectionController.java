package io.wabridge.genesys.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.connection.EndpointConnection;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import java.net.URI;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connects a desk and tests the connection. The counterpart is ChannelConnectionController. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/desks/{deskId}")
@Tag(name = "Desks")
class DeskConnectionController {

  private final Tenants tenants;
  private final EndpointConnection<Desk, DeskConnector> connection;
  private final BridgeProperties bridge;

  DeskConnectionController(
      Tenants tenants,
      Connectors<DeskConnector> connectors,
      Tokens tokens,
      MediaStore media,
      BridgeProperties bridge) {
    this.tenants = tenants;
    this.connection = new EndpointConnection<>(tenants.desks(), connectors, tokens, media);
    this.bridge = bridge;
  }

  @PostMapping("/test")
  @Operation(summary = "Tests everything the desk needs; changes nothing there")
  EndpointConnection.Result test(@PathVariable String tenantId, @PathVariable String deskId) {
    return connection.test(desk(tenantId, deskId));
  }

  @PostMapping("/connect")
  @Operation(summary = "Registers our webhook address at the desk's product")
  EndpointConnection.Result connect(@PathVariable String tenantId, @PathVariable String deskId) {
    var desk = desk(tenantId, deskId);
    var address = "/webhooks/" + desk.kind() + "/" + desk.id();
    return connection.connect(desk, URI.create(bridge.publicUrl() + address));
  }

  private Desk desk(String tenantId, String deskId) {
    return tenants
        .desks()
        .find(deskId)
        .filter(desk -> desk.tenant().value().equals(tenantId))
        .orElseThrow(() -> new NotFoundException("There is no desk " + deskId + "."));
  }
}
