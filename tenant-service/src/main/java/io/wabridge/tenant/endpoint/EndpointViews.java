package io.wabridge.tenant.endpoint;

import io.wabridge.kit.BridgeProperties;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import io.wabridge.tenant.Connection;
import io.wabridge.tenant.connector.FieldDefaults;
import io.wabridge.tenant.endpoint.HealthView.Summary;
import io.wabridge.tenant.secret.Credentials;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates the views of endpoints for administrators. */
@Component
class EndpointViews {

  /**
   * What is known about endpoints besides their rows.
   *
   * @param secrets the names of secrets, by type
   * @param health by endpoint
   */
  record Facts(Map<String, Set<String>> secrets, Map<String, Summary> health) {}

  private final EndpointSettings settings;
  private final FieldDefaults defaults;
  private final Credentials credentials;
  private final EndpointHealth health;
  private final BridgeProperties bridge;

  EndpointViews(
      EndpointSettings settings,
      FieldDefaults defaults,
      Credentials credentials,
      EndpointHealth health,
      BridgeProperties bridge) {
    this.settings = settings;
    this.defaults = defaults;
    this.credentials = credentials;
    this.health = health;
    this.bridge = bridge;
  }

  /** The facts about all of one tenant's endpoints at once. */
  Facts facts(String tenant, List<? extends StoredEndpoint> rows) {
    return new Facts(
        credentials.names(tenant, rows.stream().map(StoredEndpoint::credentialType).toList()),
        health.summaries(rows.stream().map(row -> row.id).toList()));
  }

  EndpointView of(StoredEndpoint row) {
    return of(row, facts(row.tenantId, List.of(row)));
  }

  EndpointView of(StoredEndpoint row, Facts facts) {
    var summary = facts.health().getOrDefault(row.id, Summary.NONE);
    var info = settings.info(row).orElse(null);
    var entered = Settings.of(row.settings, Map.of());
    var shown = info == null ? entered : defaults.fill(info, entered);
    return new EndpointView(
        row.id,
        row.tenantId,
        row.name,
        row.kind,
        row.externalId,
        fields(info, shown.values()),
        ofForm(info, facts.secrets().getOrDefault(row.credentialType(), Set.of())),
        EndpointSettings.values(row).stream().map(values -> fields(info, values)).toList(),
        row.ownLimits(),
        row.status,
        row.statusSince,
        row.refusal,
        row.status == Connection.FAILING ? summary.cause() : null,
        summary.checkedAt(),
        summary.firstHeardAt(),
        summary.lastHeardAt(),
        bridge.publicUrl() + "/webhooks/" + path(row) + "/" + row.id);
  }

  /**
   * Channels of every kind share one path: it is registered at the providers of existing numbers.
   */
  private static String path(StoredEndpoint row) {
    return row.side() == Side.CHANNEL ? "whatsapp" : row.kind;
  }

  private static Set<String> ofForm(@Nullable ConnectorInfo info, Set<String> names) {
    var ofForm = new TreeSet<>(names);
    ofForm.removeIf(name -> info == null || info.field(name).isEmpty());
    return ofForm;
  }

  private static Map<String, Object> fields(
      @Nullable ConnectorInfo info, Map<String, String> values) {
    var fields = new TreeMap<String, Object>();
    values.forEach(
        (name, value) -> fields.put(name, isList(info, name) ? value.lines().toList() : value));
    return fields;
  }

  private static boolean isList(@Nullable ConnectorInfo info, String name) {
    return info != null
        && info.field(name).filter(field -> field.type() == Field.Type.LIST).isPresent();
  }
}
