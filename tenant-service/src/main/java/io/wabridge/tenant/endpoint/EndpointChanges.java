package io.wabridge.tenant.endpoint;

import io.wabridge.kit.ConflictException;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import io.wabridge.tenant.ChannelConnected;
import io.wabridge.tenant.ConfigurationChanged;
import io.wabridge.tenant.Connection;
import io.wabridge.tenant.connector.ConnectorCatalog;
import io.wabridge.tenant.connector.CredentialsForm;
import io.wabridge.tenant.connector.EnteredFields;
import io.wabridge.tenant.connector.FieldDefaults;
import io.wabridge.tenant.connector.FormValidator;
import io.wabridge.tenant.connector.LimitsForm;
import io.wabridge.tenant.connector.Problems;
import io.wabridge.tenant.secret.Credentials;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Creates, changes and deletes endpoints of either side; all in the caller's transaction. */
@Component
class EndpointChanges {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_REFUSAL = 1000;

  private final ConnectorCatalog catalog;
  private final FieldDefaults defaults;
  private final FormValidator form;
  private final CredentialsForm pool;
  private final LimitsForm limits;
  private final EndpointSettings settings;
  private final Credentials credentials;
  private final FirstEndpoints firsts;
  private final ApplicationEventPublisher events;

  EndpointChanges(
      ConnectorCatalog catalog,
      FieldDefaults defaults,
      FormValidator form,
      CredentialsForm pool,
      LimitsForm limits,
      EndpointSettings settings,
      Credentials credentials,
      FirstEndpoints firsts,
      ApplicationEventPublisher events) {
    this.catalog = catalog;
    this.defaults = defaults;
    this.form = form;
    this.pool = pool;
    this.limits = limits;
    this.settings = settings;
    this.credentials = credentials;
    this.firsts = firsts;
    this.events = events;
  }

  /**
   * Saves a new endpoint.
   *
   * @param problems the problems already found in the fields that only its side has
   */
  <E extends StoredEndpoint> void create(
      EndpointRepository<E> rows, E row, EndpointInput input, Problems problems) {
    rename(row, input.name() == null ? "" : input.name(), problems);
    var connector = chosen(row.side(), input.kind(), problems);
    if (connector.isEmpty()) {
      problems.refuse("A " + row.noun());
      return;
    }
    row.kind = connector.get().kind();
    apply(rows, row, connector.get(), null, input, problems);
  }

  /** Changes the fields in the input; all others stay unchanged. */
  <E extends StoredEndpoint> void change(
      EndpointRepository<E> rows, E row, EndpointInput input, Problems problems) {
    if (input.name() != null) {
      rename(row, input.name(), problems);
    }
    if (input.kind() != null && !input.kind().equals(row.kind)) {
      problems.add("kind", "Kind", cannotChange(row));
    }
    apply(rows, row, connector(row), settings.entered(row), input, problems);
  }

  /**
   * Moves a channel to another provider: it stays the same channel, with the same conversations.
   *
   * @param former keeps the provider that it leaves
   */
  void move(StoredChannels rows, StoredChannel row, EndpointInput input, FormerProviders former) {
    var problems = new Problems();
    var connector = chosen(row.side(), input.kind(), problems);
    if (connector.isPresent() && connector.get().kind().equals(row.kind)) {
      problems.add("kind", "Kind", "is the channel's provider already; change its settings");
    }
    problems.refuse("A " + row.noun());
    former.leave(row);
    settings.forgetPrevious(row);
    row.kind = connector.orElseThrow().kind();
    row.limits = null;
    row.status = Connection.NEW;
    row.refusal = null;
    apply(rows, row, connector.get(), null, input, problems);
  }

  private <E extends StoredEndpoint> void apply(
      EndpointRepository<E> rows,
      E row,
      Connector connector,
      @Nullable Settings before,
      EndpointInput input,
      Problems problems) {
    var info = connector.info();
    var entered = input.settings() == null ? EnteredFields.NONE : input.settings();
    var own = form.check(connector, before, entered, problems);
    var now = pool.check(info, own, input.moreCredentials(), problems);
    var ownLimits = limits.check(row.ownLimits(), input.limits(), problems);
    form.checkTogether(connector, now, problems);
    problems.refuse(info.label());
    row.limits = ownLimits.equals(Limits.NONE) ? null : ownLimits;
    keep(rows, row, connector, before == null ? Settings.of(Map.of(), Map.of()) : before, now);
  }

  /** Saves the result of a connection test or of connecting. */
  <E extends StoredEndpoint> void report(
      EndpointRepository<E> rows, E row, boolean working, Map<String, String> learned) {
    if (row.status != Connection.DISABLED) {
      row.status = working ? Connection.WORKING : Connection.FAILING;
      row.refusal = null;
    }
    if (working && row instanceof StoredChannel) {
      events.publishEvent(new ChannelConnected(row.tenantId, row.id));
    }
    if (learned.isEmpty()) {
      changed(row);
      return;
    }
    var connector = connector(row);
    var before = settings.entered(row);
    var values = new HashMap<>(before.values());
    var secrets = new HashMap<>(before.secrets());
    learned.forEach((name, value) -> {
      var field =
          connector
              .info()
              .field(name)
              .orElseThrow(
                  () -> new IllegalArgumentException(row.kind + " has no setting " + name));
      if (field.isSecret()) {
        secrets.put(name, Secret.of(value));
      } else {
        values.put(name, value);
      }
    });
    var now = new Settings(values, secrets, before.credential(), before.moreCredentials());
    keep(rows, row, connector, before, now);
  }

  /**
   * Saves what deliveries learned about the credentials. The light of an endpoint that failed for
   * another reason stays red.
   */
  void reportCredentials(StoredEndpoint row, @Nullable String refusal) {
    if (row.status == Connection.DISABLED || Objects.equals(row.refusal, refusal)) {
      return;
    }
    if (refusal != null) {
      row.status = Connection.FAILING;
    } else if (row.status == Connection.FAILING) {
      row.status = Connection.WORKING;
    }
    row.refusal =
        refusal == null ? null : refusal.substring(0, Math.min(refusal.length(), LONGEST_REFUSAL));
  }

  <E extends StoredEndpoint> void delete(EndpointRepository<E> rows, E row) {
    rows.delete(row);
    rows.flush();
    credentials.drop(row.tenantId, row.credentialType());
    settings.forgetPrevious(row);
    firsts.refresh(row.tenantId);
    changed(row);
  }

  private <E extends StoredEndpoint> void keep(
      EndpointRepository<E> rows, E row, Connector connector, Settings before, Settings now) {
    var externalId = connector.externalId(defaults.fill(connector.info(), now));
    if (externalId != null && !externalId.isBlank()) {
      rows.findByKindAndExternalId(row.kind, externalId)
          .filter(other -> !other.id.equals(row.id))
          .ifPresent(_ -> {
            throw new ConflictException(
                "%s: another %s has the id %s already."
                    .formatted(connector.info().label(), row.noun(), externalId));
          });
      row.externalId = externalId;
    } else {
      row.externalId = null;
    }
    settings.keep(row, before, now);
    rows.saveAndFlush(row);
    firsts.refresh(row.tenantId);
    changed(row);
  }

  private static String cannotChange(StoredEndpoint row) {
    return row instanceof StoredChannel
        ? "cannot be changed here; move the channel"
        : "cannot be changed; create a new " + row.noun();
  }

  private void changed(StoredEndpoint row) {
    events.publishEvent(new ConfigurationChanged(row.tenantId));
  }

  private Connector connector(StoredEndpoint row) {
    return catalog
        .find(row.side(), row.kind)
        .orElseThrow(() ->
            new ConflictException(
                "This installation has no connector for the kind " + row.kind + "."));
  }

  private Optional<Connector> chosen(Side side, @Nullable String kind, Problems problems) {
    var connector = kind == null ? Optional.<Connector>empty() : catalog.find(side, kind);
    if (connector.isEmpty()) {
      problems.add(
          "kind",
          "Kind",
          (kind == null ? "is required" : "is unknown")
              + "; kinds: "
              + String.join(", ", catalog.kinds(side)));
    }
    return connector;
  }

  private static void rename(StoredEndpoint row, String name, Problems problems) {
    var stripped = name.strip();
    if (stripped.isEmpty()) {
      problems.add("name", "Name", "is required");
    } else if (stripped.length() > LONGEST_NAME) {
      problems.add("name", "Name", "must be " + LONGEST_NAME + " characters or shorter");
    } else {
      row.name = stripped;
    }
  }
}
