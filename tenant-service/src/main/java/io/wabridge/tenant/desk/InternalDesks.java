package io.wabridge.tenant.desk;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Announcements;
import io.wabridge.kit.client.Desk;
import io.wabridge.model.DeskId;
import io.wabridge.model.DeskSettings;
import io.wabridge.model.TenantId;
import io.wabridge.tenant.Connection;
import io.wabridge.tenant.secret.Credentials;
import io.wabridge.tenant.tenant.Tenant;
import io.wabridge.tenant.tenant.Tenants;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Desks with their secrets, for our own services. */
@RestController
@RequestMapping("/internal/desks")
class InternalDesks {

  record ConnectionState(boolean working, @Nullable String integrationId) {}

  private final Desks desks;
  private final Tenants tenants;
  private final Credentials credentials;
  private final MoreClients clients;
  private final Announcements announcements;

  InternalDesks(
      Desks desks,
      Tenants tenants,
      Credentials credentials,
      MoreClients clients,
      Announcements announcements) {
    this.desks = desks;
    this.tenants = tenants;
    this.credentials = credentials;
    this.clients = clients;
    this.announcements = announcements;
  }

  @GetMapping("/{id}")
  Desk get(@PathVariable String id) {
    return view(
        desks
            .findById(id)
            .orElseThrow(() -> new NotFoundException("There is no desk " + id + ".")));
  }

  @GetMapping("/by-integration/{integrationId}")
  Desk byIntegration(@PathVariable String integrationId) {
    return view(
        desks
            .findByIntegrationId(integrationId)
            .orElseThrow(
                () -> new NotFoundException("No desk has the integration " + integrationId + ".")));
  }

  @PostMapping("/{id}/status")
  @Transactional
  void status(@PathVariable String id, @RequestBody ConnectionState state) {
    var desk =
        desks.findById(id).orElseThrow(() -> new NotFoundException("There is no desk " + id + "."));
    desk.status = state.working() ? Connection.WORKING : Connection.FAILING;
    if (state.integrationId() != null) {
      desk.integrationId = state.integrationId();
      tenants.get(desk.tenantId).firstIntegrationId(state.integrationId());
    }
    announcements.announceChange(desk.tenantId);
  }

  private Desk view(io.wabridge.tenant.desk.Desk desk) {
    var tenant = tenants.get(desk.tenantId);
    return new Desk(
        new TenantId(desk.tenantId),
        new DeskId(desk.id),
        desk.kind,
        desk.name,
        tenant.status() == Tenant.Status.ACTIVE,
        new DeskSettings(
            desk.integrationId == null ? "" : desk.integrationId,
            URI.create(desk.loginUrl),
            URI.create(desk.apiUrl),
            desk.clientId,
            credentials.get(desk.tenantId, desk.credentials(), "clientSecret"),
            credentials.get(desk.tenantId, desk.credentials(), "webhookSecret"),
            clients.of(desk)),
        tenant.quotaPerSecond());
  }
}
