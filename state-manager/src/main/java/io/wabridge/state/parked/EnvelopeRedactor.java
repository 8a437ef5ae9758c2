package io.wabridge.state.parked;

import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Redacts an envelope for operators: its structure, ids and kinds stay readable; texts and personal
 * data do not.
 */
@Component
class EnvelopeRedactor {

  private static final Set<String> READABLE_FIELDS =
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

  EnvelopeRedactor(JsonMapper json) {
    this.json = json;
  }

  JsonNode redact(String envelope) {
    try {
      return redactNode(json.readTree(envelope), true);
    } catch (JacksonException e) {
      return length(envelope);
    }
  }

  private JsonNode redactNode(JsonNode node, boolean readable) {
    return switch (node) {
      case ObjectNode object -> {
        var redacted = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(field ->
                redacted.set(
                    field.getKey(),
                    redactNode(field.getValue(), READABLE_FIELDS.contains(field.getKey()))));
        yield redacted;
      }
      case ArrayNode array -> {
        var redacted = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> redacted.add(redactNode(item, readable)));
        yield redacted;
      }
      case JsonNode text when text.isString() && !readable -> redactText(text.asString());
      default -> node;
    };
  }

  /** The body of a webhook is JSON in a string. */
  private JsonNode redactText(String text) {
    if (text.startsWith("{")) {
      try {
        return redactNode(json.readTree(text), false);
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
