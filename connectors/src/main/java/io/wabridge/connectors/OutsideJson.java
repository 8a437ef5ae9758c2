package io.wabridge.connectors;

import io.wabridge.model.connector.WebhookUnreadable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON from and for outside products: lenient when reading, bounded in depth, and writing ASCII
 * only, so that an invalid character never reaches a queue or database.
 */
public final class OutsideJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .build())
          .disable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private OutsideJson() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The tree, or a missing node where there is none. */
  public static JsonNode read(String json) throws WebhookUnreadable {
    try {
      String text = json.startsWith("\uFEFF") ? json.substring(1) : json;
      JsonNode tree = MAPPER.readTree(text);
      return tree == null ? JsonNodeFactory.instance.missingNode() : tree;
    } catch (JacksonException e) {
      throw new WebhookUnreadable("The body is not readable JSON.");
    }
  }

  /** For responses: an unreadable body counts as a response without content. */
  public static JsonNode readOrNothing(String json) {
    try {
      return read(json);
    } catch (WebhookUnreadable e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  public static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }
}
