package io.wabridge.tenant.connector;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies the fields of an endpoint, or of one of its credentials, and collects problems. */
final class FormFields {

  private static final String SETTING = "bridge.outside.allow-explicit-addresses";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final FieldDefaults defaults;
  private final AddressProperties addresses;
  private final ConnectorInfo info;
  private final List<Field> fields;
  private final String prefix;
  private final Problems problems;

  FormFields(
      FieldDefaults defaults,
      AddressProperties addresses,
      ConnectorInfo info,
      List<Field> fields,
      String prefix,
      Problems problems) {
    this.defaults = defaults;
    this.addresses = addresses;
    this.info = info;
    this.fields = fields;
    this.prefix = prefix;
    this.problems = problems;
  }

  /** Applies the entered values to the previous ones. */
  Settings.Credential fill(
      EnteredFields entered,
      Map<String, String> valuesBefore,
      Map<String, Secret> secretsBefore,
      boolean isNew) {
    entered.names().stream()
        .filter(name -> fields.stream().noneMatch(field -> field.name().equals(name)))
        .forEach(name -> problems.add(prefix + name, shortened(name), unknown()));
    var values = new HashMap<>(valuesBefore);
    var secrets = new HashMap<>(secretsBefore);
    for (var field : fields) {
      var json = entered.get(field.name());
      if (json == null && !isNew) {
        continue;
      }
      var input = json == null ? new FieldInput.Empty() : FieldInput.read(field, json);
      switch (input) {
        case FieldInput.Value(var text) when field.isSecret() ->
            secrets.put(field.name(), Secret.of(text));
        case FieldInput.Value(var text) -> {
          checkPermitted(field, text, valuesBefore.get(field.name()));
          values.put(field.name(), text);
        }
        case FieldInput.Wrong(var problem) -> problems.add(prefix, field, problem);
        case FieldInput.Empty() -> {
          values.remove(field.name());
          secrets.remove(field.name());
          complete(field, values, secrets);
        }
      }
    }
    return new Settings.Credential("", values, secrets);
  }

  private void complete(Field field, Map<String, String> values, Map<String, Secret> secrets) {
    if (field.generated()) {
      var generated = generated();
      if (field.isSecret()) {
        secrets.put(field.name(), Secret.of(generated));
      } else {
        values.put(field.name(), generated);
      }
    } else if (field.required() && defaults.of(info, field) == null) {
      problems.add(prefix, field, "is required");
    }
  }

  private void checkPermitted(Field field, String value, @Nullable String before) {
    if (field.operatorOnly()
        && !addresses.allowExplicitAddresses()
        && !value.equals(before)
        && !value.equals(defaults.of(info, field))) {
      problems.add(prefix, field, "is for the operator to set (" + SETTING + " is off)");
    }
  }

  private String unknown() {
    return "is not a setting of "
        + info.label()
        + "; its settings: "
        + fields.stream().map(Field::name).sorted().collect(Collectors.joining(", "));
  }

  private static String shortened(String name) {
    return name.length() > 64 ? name.substring(0, 64) + "…" : name;
  }

  private static String generated() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
