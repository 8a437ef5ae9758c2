package io.wabridge.genesys.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.connectors.Probe;
import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.client.Tokens;
import io.wabridge.model.DeskId;
import io.wabridge.model.TenantId;
import io.wabridge.model.TokenRefused;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connects a desk and tests the connection. Twin of the channels' one. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/desks/{deskId}")
@Tag(name = "Desks")
class DeskConnectionController {

  /** Whether it works, and each thing that was looked at. */
  record Connection(boolean working, List<Probe> checks) {}

  private final Tenants tenants;
  private final Tokens tokens;
  private final DeskConnectors connectors;
  private final BridgeProperties bridge;

  DeskConnectionController(
      Tenants tenants, Tokens tokens, DeskConnectors connectors, BridgeProperties bridge) {
    this.tenants = tenants;
    this.tokens = tokens;
    this.connectors = connectors;
    this.bridge = bridge;
  }

  @PostMapping("/test")
  @Operation(summary = "Looks whether everything the desk needs is in place; changes nothing there")
  Connection test(@PathVariable String tenantId, @PathVariable String deskId) {
    var desk = desk(tenantId, deskId);
    var checks = checked(d -> connectors.of(d.kind()).test(d.settings(), tokens.of(d)), desk);
    var working = checks.stream().allMatch(Probe::ok);
    tenants.report(desk.id(), working, null);
    return new Connection(working, checks);
  }

  @PostMapping("/connect")
  @Operation(summary = "Makes the desk's integration, or points the existing one to us")
  Connection connect(@PathVariable String tenantId, @PathVariable String deskId) {
    var desk = desk(tenantId, deskId);
    var address = URI.create(bridge.publicUrl() + "/webhooks/" + desk.kind() + "/" + desk.id());
    var checks =
        checked(
            d -> {
              var connected =
                  connectors.of(d.kind()).connect(address, d.name(), d.settings(), tokens.of(d));
              var working = connected.probes().stream().allMatch(Probe::ok);
              var id = connected.integrationId();
              tenants.report(d.id(), working, id.isEmpty() ? null : id);
              return connected.probes();
            },
            desk);
    return new Connection(checks.stream().allMatch(Probe::ok), checks);
  }

  private static List<Probe> checked(Function<Desk, List<Probe>> check, Desk desk) {
    try {
      return check.apply(desk);
    } catch (TokenRefused e) {
      return List.of(
          Probe.failed(
              "sign-in",
              String.valueOf(e.getMessage()),
              "Enter the OAuth client's id and secret again."));
    }
  }

  private Desk desk(String tenantId, String deskId) {
    return tenants
        .desk(new DeskId(deskId))
        .filter(desk -> desk.tenant().equals(new TenantId(tenantId)))
        .orElseThrow(() -> new NotFoundException("There is no desk " + deskId + "."));
  }
}
