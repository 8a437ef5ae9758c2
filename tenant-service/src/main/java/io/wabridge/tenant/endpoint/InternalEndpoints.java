package io.wabridge.tenant.endpoint;

import io.wabridge.kit.NotFoundException;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.tenant.Connection;
import io.wabridge.tenant.tenant.Tenant;
import io.wabridge.tenant.tenant.Tenants;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Endpoints of either side for internal services. */
@Component
class InternalEndpoints {

  /**
   * The result of a connection test or of connecting.
   *
   * @param learned settings that the product returned
   */
  record ConnectionState(boolean working, Map<String, String> learned) {
    public ConnectionState {
      learned = learned == null ? Map.of() : Map.copyOf(learned);
    }
  }

  /** All findings of one check. */
  record Findings(List<Probe> checks) {
    public Findings {
      checks = checks == null ? List.of() : List.copyOf(checks);
    }
  }

  /**
   * Whether deliveries can use the credentials.
   *
   * @param refusal why all of them are refused; null: one is accepted
   */
  record CredentialState(@Nullable String refusal) {}

  /** A bearer token as it was entered. */
  record EnteredToken(Secret token) {}

  private final Tenants tenants;
  private final EndpointSettings settings;

  InternalEndpoints(Tenants tenants, EndpointSettings settings) {
    this.tenants = tenants;
    this.settings = settings;
  }

  Tenant tenant(StoredEndpoint row) {
    return tenants.get(row.tenantId);
  }

  boolean active(StoredEndpoint row, Tenant owner) {
    return owner.status() == Tenant.Status.ACTIVE && row.status != Connection.DISABLED;
  }

  String externalId(StoredEndpoint row) {
    return row.externalId == null ? "" : row.externalId;
  }

  Settings settings(StoredEndpoint row) {
    return settings.forConnector(row);
  }

  /** Whether notes tell of failures: as entered, otherwise where the desk does not show them. */
  boolean failureNotes(StoredDesk row) {
    return row.failureNotes == null
        ? settings
            .info(row)
            .filter(info -> info.capabilities().has(Feature.SHOWS_FAILURES))
            .isEmpty()
        : row.failureNotes;
  }

  EnteredToken token(StoredEndpoint row, String credential) {
    return settings
        .token(row, credential)
        .map(EnteredToken::new)
        .orElseThrow(() ->
            new NotFoundException(
                "No token was entered for the " + row.noun() + " " + row.id + "."));
  }
}
