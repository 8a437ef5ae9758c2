package io.wabridge.tenant.connector;

import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks the input for an endpoint by the form of its connector. An absent field stays unchanged,
 * null removes it.
 */
@Component
public class FormValidator {

  private final FieldDefaults defaults;
  private final AddressProperties addresses;

  FormValidator(FieldDefaults defaults, AddressProperties addresses) {
    this.defaults = defaults;
    this.addresses = addresses;
  }

  /**
   * The settings to be saved: only entered or generated values, no defaults.
   *
   * @param before the saved settings, including the bearer token; null for a new endpoint
   */
  public Settings check(
      Connector connector, @Nullable Settings before, EnteredFields entered, Problems problems) {
    var info = connector.info();
    var form = fields(info, info.fields(), "", problems);
    var was = before == null ? Settings.of(Map.of(), Map.of()) : before;
    var now = form.fill(entered, was.values(), was.secrets(), before == null);
    return new Settings(
        now.values(),
        now.secrets(),
        info.credentialField() == null ? "" : now.values().getOrDefault(info.credentialField(), ""),
        was.moreCredentials());
  }

  /** Reports problems of settings whose single fields are valid. */
  public void checkTogether(Connector connector, Settings settings, Problems problems) {
    if (problems.isEmpty()) {
      problems.addAll(connector.problems(defaults.fill(connector.info(), settings)));
    }
  }

  FormFields fields(ConnectorInfo info, List<Field> fields, String prefix, Problems problems) {
    return new FormFields(defaults, addresses, info, fields, prefix, problems);
  }
}
