package io.wabridge.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The only JSON reader and writer, so that bodies look the same on every port. */
public final class Json {
  public static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  public static JsonNode read(byte[] body) {
    return MAPPER.readTree(body);
  }

  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /** A text property, or null when it is absent, null or no scalar. */
  public static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isValueNode() && !value.isNull() ? value.asString() : null;
  }

  public static String text(JsonNode node, String name, String otherwise) {
    String value = text(node, name);
    return value == null ? otherwise : value;
  }

  /** The same record with some properties replaced; an unknown property is refused. */
  public static <T> T patched(T record, JsonNode changes, Class<T> type) {
    ObjectNode all = MAPPER.valueToTree(record);
    changes.properties().forEach(change -> all.set(change.getKey(), change.getValue()));
    return MAPPER.treeToValue(all, type);
  }
}
