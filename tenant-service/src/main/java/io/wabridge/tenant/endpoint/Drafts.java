package io.wabridge.tenant.endpoint;

import io.wabridge.kit.client.EndpointDraft;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Settings;
import io.wabridge.tenant.connector.ConnectorCatalog;
import io.wabridge.tenant.connector.CredentialsForm;
import io.wabridge.tenant.connector.EnteredFields;
import io.wabridge.tenant.connector.FieldDefaults;
import io.wabridge.tenant.connector.FormValidator;
import io.wabridge.tenant.connector.Problems;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings that are not saved, for a check of what was entered so far. */
@Component
class Drafts {

  /**
   * What was entered.
   *
   * @param id the saved endpoint that it would change; null: a new one
   */
  record Draft(
      @Nullable String id,
      @Nullable String kind,
      @Nullable EnteredFields settings,
      @Nullable List<EnteredFields> moreCredentials) {}

  private final ConnectorCatalog catalog;
  private final FieldDefaults defaults;
  private final FormValidator form;
  private final CredentialsForm pool;
  private final EndpointSettings settings;

  Drafts(
      ConnectorCatalog catalog,
      FieldDefaults defaults,
      FormValidator form,
      CredentialsForm pool,
      EndpointSettings settings) {
    this.catalog = catalog;
    this.defaults = defaults;
    this.form = form;
    this.pool = pool;
    this.settings = settings;
  }

  /**
   * Checks the entered fields by the rules of the form.
   *
   * @param row the endpoint of the draft's id; null: there is none
   * @param endpoint makes an endpoint of its kind and settings
   */
  <R extends StoredEndpoint, E> EndpointDraft<E> check(
      EndpointRepository<R> rows,
      Side side,
      @Nullable R row,
      Draft draft,
      BiFunction<String, Settings, E> endpoint) {
    var kind = row == null ? draft.kind() : row.kind;
    var connector = kind == null ? null : catalog.find(side, kind).orElse(null);
    var problems = new Problems();
    if (connector == null) {
      problems.add("kind", "Kind", "must be one of: " + String.join(", ", catalog.kinds(side)));
      return new EndpointDraft<>(problems.all(), null, Map.of());
    }
    var info = connector.info();
    var before = row == null ? null : settings.entered(row);
    var fields = Objects.requireNonNullElse(draft.settings(), EnteredFields.NONE);
    var own = form.check(connector, before, fields, problems);
    var now = pool.check(info, own, draft.moreCredentials(), problems);
    form.checkTogether(connector, now, problems);
    refuseTaken(rows, connector, row, now, problems);
    return problems.isEmpty()
        ? new EndpointDraft<>(
            List.of(),
            endpoint.apply(info.kind(), settings.forConnector(info, now)),
            EndpointSettings.tokens(info, now))
        : new EndpointDraft<>(problems.all(), null, Map.of());
  }

  private <R extends StoredEndpoint> void refuseTaken(
      EndpointRepository<R> rows,
      Connector connector,
      @Nullable R row,
      Settings now,
      Problems problems) {
    if (!problems.isEmpty()) {
      return;
    }
    var info = connector.info();
    var externalId = connector.externalId(defaults.fill(info, now));
    if (externalId == null || externalId.isBlank()) {
      return;
    }
    rows.findByKindAndExternalId(info.kind(), externalId)
        .filter(other -> row == null || !other.id.equals(row.id))
        .ifPresent(_ -> {
          var field = field(info, now, externalId);
          problems.add(field, label(info, field), "belongs to another " + rows.noun() + " already");
        });
  }

  /** The field that contains the product's own id. */
  private static String field(ConnectorInfo info, Settings now, String externalId) {
    return info.fields().stream()
        .map(field -> field.name())
        .filter(name -> externalId.equals(now.find(name)))
        .findFirst()
        .orElse("kind");
  }

  private static String label(ConnectorInfo info, String name) {
    return info.field(name).map(field -> field.label()).orElse(name);
  }
}
