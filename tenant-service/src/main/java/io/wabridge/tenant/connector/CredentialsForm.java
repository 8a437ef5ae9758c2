package io.wabridge.tenant.connector;

import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.Settings.Credential;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks the further credentials of an endpoint. A list in the request replaces the old one. */
@Component
public class CredentialsForm {

  private static final String LIST = "moreCredentials";
  private static final String LABEL = "Further credentials";

  private final FormValidator validator;

  CredentialsForm(FormValidator validator) {
    this.validator = validator;
  }

  /**
   * The settings with the credentials to be saved. An existing credential keeps its fields that are
   * not sent, such as its secret.
   */
  public Settings check(
      ConnectorInfo info,
      Settings settings,
      @Nullable List<EnteredFields> entered,
      Problems problems) {
    var key = info.credentialField();
    if (key == null) {
      if (entered != null && !entered.isEmpty()) {
        problems.add(LIST, LABEL, "cannot be entered: " + info.label() + " has one credential");
      }
      return settings;
    }
    var label = info.field(key).map(field -> field.label()).orElse(key);
    if (entered == null) {
      if (settings.moreCredentials().stream().anyMatch(one -> isFirst(one, settings))) {
        problems.add(key, label, "is already used by a further credential");
      }
      return settings;
    }
    var ids = new HashSet<>(Set.of(settings.credential()));
    var pool = new ArrayList<Credential>();
    for (var i = 0; i < entered.size(); i++) {
      var prefix = LIST + "[" + i + "].";
      var credential = credential(info, key, settings, entered.get(i), prefix, problems);
      if (!credential.id().isEmpty() && !ids.add(credential.id())) {
        problems.add(prefix + key, label, "is entered more than once");
      }
      pool.add(credential);
    }
    return new Settings(settings.values(), settings.secrets(), settings.credential(), pool);
  }

  private Credential credential(
      ConnectorInfo info,
      String key,
      Settings settings,
      EnteredFields entered,
      String prefix,
      Problems problems) {
    var json = entered.get(key);
    var id = json != null && json.isString() ? json.asString().strip() : "";
    var before = settings.moreCredentials().stream().filter(one -> one.id().equals(id)).findFirst();
    var known = before.orElse(new Credential(id, Map.of(), Map.of()));
    var now =
        validator
            .fields(info, info.credentialFields(), prefix, problems)
            .fill(entered, known.values(), known.secrets(), before.isEmpty());
    return new Credential(now.values().getOrDefault(key, ""), now.values(), now.secrets());
  }

  private static boolean isFirst(Credential one, Settings settings) {
    return one.id().equals(settings.credential());
  }
}
