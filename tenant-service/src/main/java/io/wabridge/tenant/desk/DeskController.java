package io.wabridge.tenant.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.ConflictException;
import io.wabridge.kit.client.Announcements;
import io.wabridge.model.Ids;
import io.wabridge.model.Secret;
import io.wabridge.tenant.AddressProperties;
import io.wabridge.tenant.ApiPage;
import io.wabridge.tenant.Connection;
import io.wabridge.tenant.desk.MoreClients.NewClient;
import io.wabridge.tenant.secret.Credentials;
import io.wabridge.tenant.tenant.Tenants;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.HashMap;
import java.util.List;
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

/** The public API of desks. Twin of the channels' one. Secrets go in and never come out. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/desks")
@Tag(name = "Desks")
class DeskController {

  /**
   * A desk to be taken in: its region, or (where the operator permits it) its addresses.
   *
   * @param integrationId an Open Messaging integration that exists already; otherwise connecting
   *     makes one
   * @param webhookSecret the integration's signature secret token; made here if absent
   * @param moreClients further OAuth clients that share the load: each may make as many requests a
   *     minute as the first
   */
  record NewDesk(
      @NotBlank String name,
      @NotNull @Pattern(regexp = "genesys", message = "kinds of desk known here: genesys")
          String kind,
      @Nullable String region,
      @Nullable String loginUrl,
      @Nullable String apiUrl,
      @NotBlank String clientId,
      @NotNull Secret clientSecret,
      @Nullable String integrationId,
      @Nullable Secret webhookSecret,
      @Nullable List<@Valid NewClient> moreClients) {}

  /**
   * What shall be different; absent stays as it is.
   *
   * @param moreClients the whole list anew
   */
  record DeskChange(
      @Nullable String name,
      @Nullable String clientId,
      @Nullable Secret clientSecret,
      @Nullable String integrationId,
      @Nullable Secret webhookSecret,
      @Nullable List<@Valid NewClient> moreClients) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeskView(
      String id,
      String tenantId,
      String name,
      String kind,
      String loginUrl,
      String apiUrl,
      String clientId,
      List<String> moreClientIds,
      @Nullable String integrationId,
      Connection status,
      String webhookUrl) {}

  private final Tenants tenants;
  private final Desks desks;
  private final Credentials credentials;
  private final MoreClients clients;
  private final Announcements announcements;
  private final AddressProperties addresses;
  private final BridgeProperties bridge;

  DeskController(
      Tenants tenants,
      Desks desks,
      Credentials credentials,
      MoreClients clients,
      Announcements announcements,
      AddressProperties addresses,
      BridgeProperties bridge) {
    this.tenants = tenants;
    this.desks = desks;
    this.credentials = credentials;
    this.clients = clients;
    this.announcements = announcements;
    this.addresses = addresses;
    this.bridge = bridge;
  }

  @GetMapping
  @Operation(summary = "The tenant's desks")
  ApiPage<DeskView> list(
      @PathVariable String tenantId,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    tenants.get(tenantId);
    var size = ApiPage.within(limit);
    return ApiPage.of(
        desks.findByTenantIdAndIdGreaterThanOrderById(tenantId, cursor, Limit.of(size + 1)),
        size,
        this::view,
        desk -> desk.id);
  }

  @GetMapping("/{deskId}")
  @Operation(summary = "One desk")
  DeskView get(@PathVariable String tenantId, @PathVariable String deskId) {
    return view(desks.get(tenantId, deskId));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Transactional
  @Operation(summary = "Takes a desk in; connect it next")
  DeskView create(@PathVariable String tenantId, @Valid @RequestBody NewDesk request) {
    var tenant = tenants.get(tenantId);
    var desk = new Desk(tenantId, request.name(), request.kind());
    locate(desk, request);
    desk.clientId = request.clientId();
    integrate(desk, request.integrationId());
    clients.keep(desk, request.moreClients());
    desks.saveAndFlush(desk);
    if (desk.integrationId != null) {
      tenant.firstIntegrationId(desk.integrationId);
    }
    // Genesys wants more than 15 characters (genesys.md 2.1)
    var webhookSecret =
        request.webhookSecret() == null
            ? Secret.of((Ids.next() + Ids.next()).replace("-", ""))
            : request.webhookSecret();
    keep(desk, request.clientSecret(), webhookSecret);
    announcements.announceChange(tenantId);
    return view(desk);
  }

  @PatchMapping("/{deskId}")
  @Transactional
  @Operation(summary = "Changes a desk's name, credentials or integration")
  DeskView change(
      @PathVariable String tenantId,
      @PathVariable String deskId,
      @Valid @RequestBody DeskChange request) {
    var desk = desks.get(tenantId, deskId);
    if (request.name() != null) {
      desk.name = request.name();
    }
    if (request.clientId() != null) {
      desk.clientId = request.clientId();
    }
    integrate(desk, request.integrationId());
    keep(desk, request.clientSecret(), request.webhookSecret());
    clients.keep(desk, request.moreClients());
    announcements.announceChange(tenantId);
    return view(desk);
  }

  private void locate(Desk desk, NewDesk request) {
    if (request.loginUrl() != null && request.apiUrl() != null) {
      desk.loginUrl = addresses.permitted(request.loginUrl());
      desk.apiUrl = addresses.permitted(request.apiUrl());
    } else if (request.region() != null) {
      var region = GenesysRegion.of(request.region());
      desk.loginUrl = region.loginUrl();
      desk.apiUrl = region.apiUrl();
    } else {
      throw new IllegalArgumentException("A desk needs its region, or both loginUrl and apiUrl.");
    }
  }

  private void integrate(Desk desk, @Nullable String integrationId) {
    if (integrationId == null || integrationId.equals(desk.integrationId)) {
      return;
    }
    if (desks.findByIntegrationId(integrationId).isPresent()) {
      throw new ConflictException(
          "The integration " + integrationId + " belongs to a desk already.");
    }
    desk.integrationId = integrationId;
  }

  private void keep(Desk desk, @Nullable Secret clientSecret, @Nullable Secret webhookSecret) {
    var secrets = new HashMap<String, Secret>();
    if (clientSecret != null) {
      secrets.put("clientSecret", clientSecret);
    }
    if (webhookSecret != null) {
      if (webhookSecret.reveal().length() <= 15) {
        throw new IllegalArgumentException("A webhook secret must be longer than 15 characters.");
      }
      secrets.put("webhookSecret", webhookSecret);
    }
    credentials.keep(desk.tenantId, desk.credentials(), secrets);
  }

  private DeskView view(Desk desk) {
    return new DeskView(
        desk.id,
        desk.tenantId,
        desk.name,
        desk.kind,
        desk.loginUrl,
        desk.apiUrl,
        desk.clientId,
        List.of(desk.moreClientIds),
        desk.integrationId,
        desk.status,
        bridge.publicUrl() + "/webhooks/" + desk.kind + "/" + desk.id);
  }
}
