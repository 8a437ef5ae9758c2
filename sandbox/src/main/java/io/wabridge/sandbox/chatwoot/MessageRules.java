package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules of a new message, with Chatwoot's sentences. */
final class MessageRules {
  static final int MOST_ATTACHMENTS = 15;
  private static final int LONGEST = 150_000;

  /** The keys that an item of each content type may have. */
  private static final Map<String, Set<String>> ITEMS =
      Map.of(
          "input_select", Set.of("title", "value"),
          "cards", Set.of("title", "description", "media_url", "actions"),
          "form",
              Set.of(
                  "type",
                  "placeholder",
                  "label",
                  "name",
                  "options",
                  "default",
                  "required",
                  "pattern",
                  "title",
                  "pattern_error"),
          "article", Set.of("title", "description", "link"));

  private static final Set<String> ACTION = Set.of("text", "type", "payload", "uri");

  private static final Set<String> TYPES =
      Set.of(
          "text",
          "input_text",
          "input_textarea",
          "input_email",
          "input_select",
          "cards",
          "form",
          "article",
          "incoming_email",
          "input_csat",
          "integrations",
          "sticker",
          "voice_call");

  private MessageRules() {}

  static void check(
      @Nullable String content, String contentType, ObjectNode attributes, int files) {
    if (content != null && content.length() > LONGEST) {
      throw ChatwootException.message(
          "Validation failed: Content is too long (maximum is 150000 characters)");
    }
    if (!TYPES.contains(contentType)) {
      throw ChatwootException.message("'" + contentType + "' is not a valid content_type");
    }
    if (files > MOST_ATTACHMENTS) {
      throw ChatwootException.message("Validation failed: Attachments exceeded maximum allowed");
    }
    Set<String> keys = ITEMS.get(contentType);
    if (keys != null) {
      items(attributes.path("items"), keys);
    }
  }

  private static void items(JsonNode items, Set<String> keys) {
    if (!items.isArray() || items.isEmpty()) {
      throw invalid("should be an array");
    }
    for (JsonNode item : items) {
      known(item, keys);
      if (keys.contains("actions")) {
        JsonNode actions = item.path("actions");
        if (!actions.isArray() || actions.isEmpty()) {
          throw invalid("contains items missing actions");
        }
        actions.forEach(action -> known(action, ACTION));
      }
    }
  }

  private static void known(JsonNode item, Set<String> keys) {
    if (!item.isObject()
        || !item.properties().stream().allMatch(one -> keys.contains(one.getKey()))) {
      throw invalid("contains invalid keys for items: " + List.copyOf(item.propertyNames()));
    }
  }

  private static ChatwootException invalid(String what) {
    return ChatwootException.message("Validation failed: Content attributes " + what);
  }

  /** In a form the attributes are written as JSON. */
  static ObjectNode attributes(JsonNode asked) {
    JsonNode attributes = asked.path("content_attributes");
    if (attributes.isString()) {
      attributes = Json.MAPPER.readTree(attributes.stringValue());
    }
    return attributes instanceof ObjectNode object ? object.deepCopy() : Json.object();
  }
}
