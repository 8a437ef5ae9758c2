package io.wabridge.genesys.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.EndpointSetup;
import io.wabridge.kit.client.EnteredDraft;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.connection.EndpointConnection;
import io.wabridge.model.connector.DeskConnector;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connects a desk and tests the connection. The counterpart is ChannelConnectionController. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/desks")
@Tag(name = "Desks")
class DeskConnectionController {

  private final Tenants tenants;
  private final EndpointConnection<Desk, DeskConnector> connection;
  private final EndpointSetup setup;

  DeskConnectionController(
      Tenants tenants, EndpointConnection<Desk, DeskConnector> connection, EndpointSetup setup) {
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
    return connection.check(setup.deskDraft(tenantId, draft));
  }

  @PostMapping("/{deskId}/test")
  @Operation(summary = "Tests everything the desk needs; changes nothing there")
  EndpointConnection.Result test(@PathVariable String tenantId, @PathVariable String deskId) {
    return connection.test(desk(tenantId, deskId));
  }

  @PostMapping("/{deskId}/connect")
  @Operation(summary = "Registers our webhook address at the desk's product")
  EndpointConnection.Result connect(@PathVariable String tenantId, @PathVariable String deskId) {
    return connection.connect(desk(tenantId, deskId));
  }

  private Desk desk(String tenantId, String deskId) {
    return tenants
        .desks()
        .find(deskId)
        .filter(desk -> desk.tenant().value().equals(tenantId))
        .orElseThrow(() -> new NotFoundException("There is no desk " + deskId + "."));
  }
}
