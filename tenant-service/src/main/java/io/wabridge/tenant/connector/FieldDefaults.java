package io.wabridge.tenant.connector;

import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.StringNode;

/**
 * The values of empty fields: the operator's, otherwise the connector's. They are filled in when
 * settings are read, so that a new default also applies to existing endpoints.
 */
@Component
public class FieldDefaults {

  private final Map<String, Map<String, String>> ofOperator = new HashMap<>();

  FieldDefaults(ConnectorCatalog catalog, ConnectorProperties properties) {
    properties
        .defaults()
        .forEach((kind, fields) ->
            fields.forEach((name, value) -> {
              if (!value.isBlank()) {
                enter(catalog, kind, name, value);
              }
            }));
  }

  private void enter(ConnectorCatalog catalog, String kind, String name, String value) {
    var property = "bridge.connectors.defaults." + kind + "." + name;
    var info =
        catalog
            .find(kind)
            .map(Connector::info)
            .orElseThrow(() -> new IllegalStateException(property + ": there is no such kind"));
    var field =
        info.fields().stream()
            .filter(one -> isNamed(one, name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(property + ": there is no such field"));
    if (field.isSecret()) {
      throw new IllegalStateException(property + ": a secret cannot have a default");
    }
    switch (FieldInput.read(field, StringNode.valueOf(value))) {
      case FieldInput.Value(var text) ->
          ofOperator.computeIfAbsent(kind, _ -> new HashMap<>()).put(field.name(), text);
      case FieldInput.Wrong(var problem) ->
          throw new IllegalStateException(property + " " + problem);
      case FieldInput.Empty() -> throw new IllegalStateException(property + " is empty");
    }
  }

  /** The name of an environment variable does not preserve case. */
  private static boolean isNamed(Field field, String name) {
    return field.name().equalsIgnoreCase(name.replace("-", ""));
  }

  @Nullable String of(ConnectorInfo info, Field field) {
    return ofOperator
        .getOrDefault(info.kind(), Map.of())
        .getOrDefault(field.name(), field.defaultValue());
  }

  /** The connector's description, with the operator's defaults in its form. */
  ConnectorInfo shownIn(ConnectorInfo info) {
    var own = ofOperator.get(info.kind());
    if (own == null) {
      return info;
    }
    var fields =
        info.fields().stream()
            .map(field -> {
              var value = own.get(field.name());
              return value == null ? field : field.withDefault(value);
            })
            .toList();
    return new ConnectorInfo(
        info.kind(),
        info.side(),
        info.label(),
        fields,
        info.tokenField(),
        info.credentialField(),
        info.capabilities(),
        info.limits(),
        info.documentation());
  }

  /** The entered values, with defaults for empty fields. */
  public Settings fill(ConnectorInfo info, Settings entered) {
    var values = new HashMap<>(entered.values());
    for (var field : info.fields()) {
      var value = of(info, field);
      if (value != null && !field.isSecret()) {
        values.putIfAbsent(field.name(), value);
      }
    }
    return new Settings(values, entered.secrets(), entered.credential(), entered.moreCredentials());
  }
}
