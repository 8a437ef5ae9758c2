package io.wabridge.tenant.endpoint;

import io.wabridge.kit.client.Desk;
import io.wabridge.model.DeskId;
import io.wabridge.model.TenantId;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.tenant.endpoint.InternalEndpoints.ConnectionState;
import io.wabridge.tenant.endpoint.InternalEndpoints.CredentialState;
import io.wabridge.tenant.endpoint.InternalEndpoints.EnteredToken;
import io.wabridge.tenant.endpoint.InternalEndpoints.Findings;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Desks with their secrets, for internal services. The counterpart is InternalChannelController.
 */
@RestController
@RequestMapping("/internal/desks")
class InternalDeskController {

  private final StoredDesks desks;
  private final InternalEndpoints endpoints;
  private final EndpointChanges changes;
  private final EndpointHealth health;

  InternalDeskController(
      StoredDesks desks,
      InternalEndpoints endpoints,
      EndpointChanges changes,
      EndpointHealth health) {
    this.desks = desks;
    this.endpoints = endpoints;
    this.changes = changes;
    this.health = health;
  }

  @GetMapping("/{id}")
  Desk get(@PathVariable String id) {
    return view(desks.get(id));
  }

  @GetMapping("/by-external-id/{kind}/{externalId}")
  Desk byExternalId(@PathVariable String kind, @PathVariable String externalId) {
    return view(desks.byExternalId(kind, externalId));
  }

  @GetMapping("/{id}/token")
  EnteredToken token(@PathVariable String id, @RequestParam(defaultValue = "") String credential) {
    return endpoints.token(desks.get(id), credential);
  }

  @PostMapping("/{id}/status")
  @Transactional
  void status(@PathVariable String id, @RequestBody ConnectionState state) {
    changes.report(desks, desks.locked(id), state.working(), state.learned());
  }

  @PostMapping("/due")
  List<String> due() {
    return health.claim(Side.DESK);
  }

  @PostMapping("/{id}/findings")
  @Transactional
  void findings(@PathVariable String id, @RequestBody Findings findings) {
    changes.found(desks.locked(id), findings.checks());
  }

  @PostMapping("/{id}/heard")
  void heard(@PathVariable String id) {
    health.heard(desks.get(id));
  }

  @PostMapping("/{id}/credentials")
  @Transactional
  void credentials(@PathVariable String id, @RequestBody CredentialState state) {
    changes.reportCredentials(desks.locked(id), state.refusal());
  }

  private Desk view(StoredDesk desk) {
    var tenant = endpoints.tenant(desk);
    return new Desk(
        new TenantId(desk.tenantId),
        new DeskId(desk.id),
        desk.kind,
        desk.name,
        endpoints.externalId(desk),
        endpoints.active(desk, tenant),
        endpoints.settings(desk),
        desk.ownLimits(),
        tenant.quotaPerSecond(),
        tenant.language(),
        endpoints.failureNotes(desk),
        desk.commands);
  }
}
