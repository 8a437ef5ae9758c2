package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The text of a business message on a phone: text, caption, quote, buttons. */
final class ReceivedText {
  private ReceivedText() {}

  static void describe(ObjectNode view, String type, JsonNode message) {
    JsonNode content = message.path(type);
    put(view, "text", text(type, content));
    put(view, "caption", Json.text(content, "caption"));
    put(view, "filename", Json.text(content, "filename"));
    put(view, "replyTo", Json.text(message.path("context"), "message_id"));
    if (type.equals("reaction")) {
      put(view, "reactionTo", Json.text(content, "message_id"));
      put(view, "emoji", Json.text(content, "emoji"));
    }
    ArrayNode presses = presses(type, content);
    if (!presses.isEmpty()) {
      view.set("presses", presses);
    }
  }

  private static @Nullable String text(String type, JsonNode content) {
    return switch (type) {
      case "text" -> Json.text(content, "body");
      case "interactive" -> Json.text(content.path("body"), "text");
      case "template" -> Json.text(content.path("shown"), "text", Json.text(content, "name", ""));
      case "location" -> Json.text(content, "name");
      case "contacts" -> Json.text(content.path(0).path("name"), "formatted_name");
      default -> null;
    };
  }

  /** The buttons; the control call that presses one numbers them from 1 in this order. */
  static ArrayNode presses(String type, JsonNode content) {
    ArrayNode presses = Json.array();
    JsonNode action = content.path("action");
    if (type.equals("interactive")) {
      for (JsonNode button : action.path("buttons")) {
        JsonNode reply = button.path("reply");
        presses.addObject().put("kind", "button_reply").setAll((ObjectNode) reply.deepCopy());
      }
      for (JsonNode card : action.path("cards")) {
        for (JsonNode button : card.path("action").path("buttons")) {
          JsonNode reply = button.path("quick_reply");
          presses.addObject().put("kind", "button_reply").setAll((ObjectNode) reply.deepCopy());
        }
      }
      for (JsonNode section : action.path("sections")) {
        for (JsonNode row : section.path("rows")) {
          presses.addObject().put("kind", "list_reply").setAll((ObjectNode) row.deepCopy());
        }
      }
    }
    if (type.equals("template")) {
      for (JsonNode button : content.path("shown").path("buttons")) {
        if (Template.upper(Json.text(button, "kind", "")).equals("QUICK_REPLY")) {
          presses
              .addObject()
              .put("kind", "button")
              .put("id", Json.text(button, "payload", ""))
              .put("title", Json.text(button, "title", ""));
        }
      }
    }
    return presses;
  }

  private static void put(ObjectNode view, String name, @Nullable String value) {
    if (value != null) {
      view.put(name, value);
    }
  }
}
