package io.wabridge.state;

import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An envelope for human eyes: its structure, ids and kinds can be read, what people wrote and who
 * they are cannot.
 */
@Component
class Covered {

  private static final Set<String> OPEN =
      Set.of(
          "correlation",
          "tenant",
          "acceptedAt",
          "reader",
          "id",
          "kind",
          "type",
          "direction",
          "channel",
          "desk",
          "status",
          "reason",
          "at",
          "saidAt",
          "timestamp",
          "mimeType",
          "mime_type",
          "conversation",
          "about",
          "contract",
          "event");

  private final JsonMapper json;

  Covered(JsonMapper json) {
    this.json = json;
  }

  JsonNode envelope(String envelope) {
    try {
      return cover(json.readTree(envelope), true);
    } catch (JacksonException e) {
      return length(envelope);
    }
  }

  private JsonNode cover(JsonNode node, boolean open) {
    return switch (node) {
      case ObjectNode object -> {
        var covered = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(field ->
                covered.set(
                    field.getKey(), cover(field.getValue(), OPEN.contains(field.getKey()))));
        yield covered;
      }
      case ArrayNode array -> {
        var covered = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> covered.add(cover(item, open)));
        yield covered;
      }
      case JsonNode text when text.isString() && !open -> inside(text.asString());
      default -> node;
    };
  }

  /** The body of a webhook is JSON in a text. */
  private JsonNode inside(String text) {
    if (text.startsWith("{")) {
      try {
        return cover(json.readTree(text), false);
      } catch (JacksonException e) {
        return length(text);
      }
    }
    return length(text);
  }

  private static JsonNode length(String text) {
    return JsonNodeFactory.instance.stringNode("(" + text.length() + " characters)");
  }
}
