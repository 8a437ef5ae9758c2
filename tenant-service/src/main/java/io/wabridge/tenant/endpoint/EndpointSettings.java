package io.wabridge.tenant.endpoint;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.Settings.Credential;
import io.wabridge.tenant.connector.ConnectorCatalog;
import io.wabridge.tenant.connector.FieldDefaults;
import io.wabridge.tenant.secret.Credentials;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads and saves the settings of an endpoint: values are in its row, secrets in the credentials.
 * The secret of a further credential is named {@code <field>:<credential id>}.
 */
@Component
class EndpointSettings {

  private final ConnectorCatalog catalog;
  private final FieldDefaults defaults;
  private final Credentials credentials;
  private final PreviousSecrets previous;

  EndpointSettings(
      ConnectorCatalog catalog,
      FieldDefaults defaults,
      Credentials credentials,
      PreviousSecrets previous) {
    this.catalog = catalog;
    this.defaults = defaults;
    this.credentials = credentials;
    this.previous = previous;
  }

  Optional<ConnectorInfo> info(StoredEndpoint row) {
    return catalog.find(row.side(), row.kind).map(Connector::info);
  }

  /** The entered settings: with the bearer token, without defaults. */
  Settings entered(StoredEndpoint row) {
    return info(row)
        .map(info -> entered(row, info))
        .orElseGet(() -> Settings.of(row.settings, Map.of()));
  }

  private Settings entered(StoredEndpoint row, ConnectorInfo info) {
    var secrets = credentials.all(row.tenantId, row.credentialType());
    var ofEndpoint = named(info.fields(), secrets, null);
    var key = info.credentialField();
    if (key == null) {
      return Settings.of(row.settings, ofEndpoint);
    }
    var more =
        values(row).stream()
            .map(values -> {
              var id = values.getOrDefault(key, "");
              return new Credential(id, values, named(info.credentialFields(), secrets, id));
            })
            .toList();
    return new Settings(row.settings, ofEndpoint, row.settings.getOrDefault(key, ""), more);
  }

  /** The settings for a connector: with defaults, without the bearer token. */
  Settings forConnector(StoredEndpoint row) {
    var entered = entered(row);
    return info(row)
        .map(info -> without(info.tokenField(), defaults.fill(info, entered)))
        .orElse(entered)
        .withPrevious(previous.of(row));
  }

  /** The bearer token of a credential, if the connector's tokens are entered. */
  Optional<Secret> token(StoredEndpoint row, String credential) {
    var field = info(row).map(ConnectorInfo::tokenField);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    var all = entered(row);
    if (!credential.isEmpty() && !all.credentials().contains(credential)) {
      return Optional.empty();
    }
    var chosen = credential.isEmpty() ? all : all.as(credential);
    return Optional.of(chosen.secret(field.get())).filter(token -> !token.reveal().isEmpty());
  }

  /** Saves the differences in the row and in the credentials. */
  void keep(StoredEndpoint row, Settings before, Settings now) {
    row.settings = now.values();
    row.moreCredentials =
        now.moreCredentials().isEmpty()
            ? null
            : now.moreCredentials().stream().map(Credential::values).toList();
    var old = flat(before);
    var fresh = flat(now);
    var gone = new HashSet<>(old.keySet());
    gone.removeAll(fresh.keySet());
    credentials.forget(row.tenantId, row.credentialType(), gone);
    fresh.entrySet().removeAll(old.entrySet());
    credentials.keep(row.tenantId, row.credentialType(), fresh);
    var replaced = new HashMap<>(before.secrets());
    replaced.keySet().retainAll(fresh.keySet());
    info(row).map(ConnectorInfo::tokenField).ifPresent(replaced::remove);
    previous.keep(row, replaced);
  }

  /** Deletes the secrets of an endpoint that is deleted, or moved to another product. */
  void forgetPrevious(StoredEndpoint row) {
    previous.drop(row);
  }

  static List<Map<String, String>> values(StoredEndpoint row) {
    return row.moreCredentials == null ? List.of() : row.moreCredentials;
  }

  private static Map<String, Secret> flat(Settings settings) {
    var all = new HashMap<>(settings.secrets());
    settings
        .moreCredentials()
        .forEach(credential ->
            credential
                .secrets()
                .forEach((name, value) -> all.put(name + ":" + credential.id(), value)));
    return all;
  }

  private static Map<String, Secret> named(
      List<Field> fields, Map<String, Secret> secrets, @Nullable String credential) {
    var found = new HashMap<String, Secret>();
    for (var field : fields) {
      var name = credential == null ? field.name() : field.name() + ":" + credential;
      var secret = field.isSecret() ? secrets.get(name) : null;
      if (secret != null) {
        found.put(field.name(), secret);
      }
    }
    return found;
  }

  private static Settings without(@Nullable String token, Settings settings) {
    if (token == null) {
      return settings;
    }
    return new Settings(
        settings.values(),
        without(token, settings.secrets()),
        settings.credential(),
        settings.moreCredentials().stream()
            .map(one -> new Credential(one.id(), one.values(), without(token, one.secrets())))
            .toList());
  }

  private static Map<String, Secret> without(String token, Map<String, Secret> secrets) {
    var others = new HashMap<>(secrets);
    others.remove(token);
    return others;
  }
}
