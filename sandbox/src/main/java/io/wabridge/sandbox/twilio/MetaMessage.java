package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message as Twilio hands it to WhatsApp. */
final class MetaMessage {
  private MetaMessage() {}

  /** Addressed, with Twilio's id as the data that its statuses return. */
  private static ObjectNode to(String address, String sid) {
    ObjectNode message = Json.object().put("messaging_product", "whatsapp");
    String person = address.substring("whatsapp:".length());
    message.put(person.startsWith("+") ? "to" : "recipient", person);
    return message.put("biz_opaque_callback_data", sid);
  }

  static ObjectNode text(MessageForm form, String to, String sid) {
    String body = form.find("Body");
    String place = form.find("PersistentAction");
    ObjectNode message = to(to, sid);
    if (place == null) {
      message.put("type", "text").putObject("text").put("body", body);
      return message;
    }
    if (!place.matches("geo:-?[0-9.]+,-?[0-9.]+(\\|.*)?")) {
      throw TwilioException.invalid(63021, "The PersistentAction is not a place: " + place);
    }
    String[] parts = place.substring("geo:".length()).split("\\|", 2);
    String[] point = parts[0].split(",");
    ObjectNode location = message.put("type", "location").putObject("location");
    location.put("latitude", point[0]).put("longitude", point[1]).put("name", body);
    if (parts.length == 2) {
      location.put("address", parts[1]);
    }
    return message;
  }

  /** Only pictures and videos keep the text as their caption. */
  static ObjectNode media(MessageForm form, String to, String sid, String url, String mime) {
    String type = type(mime);
    ObjectNode message = to(to, sid).put("type", type);
    ObjectNode file = message.putObject(type).put("link", url);
    String body = form.find("Body");
    if (body != null && (type.equals("image") || type.equals("video"))) {
      file.put("caption", body);
    }
    return message;
  }

  private static String type(String mime) {
    if (mime.startsWith("image/webp")) {
      return "sticker";
    }
    return switch (mime.replaceFirst("/.*", "")) {
      case "image" -> "image";
      case "video" -> "video";
      case "audio" -> "audio";
      default -> "document";
    };
  }

  /** A content with its variables, if it is one of those that need no approval. */
  static ObjectNode content(ObjectNode content, @Nullable String variables, String to, String sid) {
    JsonNode filled = filled(content.path("types"), variables(content, variables));
    ObjectNode message = to(to, sid);
    if (Json.text(content.path("approval_requests"), "status", "").equals("approved")) {
      template(content, variables(content, variables), message);
    } else if (filled.has("twilio/quick-reply")) {
      buttons(filled.path("twilio/quick-reply"), message);
    } else if (filled.has("twilio/list-picker")) {
      list(filled.path("twilio/list-picker"), message);
    } else {
      String body = Json.text(filled.path("twilio/text"), "body", "");
      message.put("type", "text").putObject("text").put("body", body);
    }
    return message;
  }

  /** An approved content is the template of the same name, with the variables of its text. */
  private static void template(ObjectNode content, JsonNode variables, ObjectNode message) {
    ObjectNode template = message.put("type", "template").putObject("template");
    template.put("name", Json.text(content.path("approval_requests"), "name"));
    template.putObject("language").put("code", Json.text(content, "language"));
    String body = "";
    for (JsonNode type : content.path("types").values()) {
      body = Json.text(type, "body", "");
    }
    Matcher places = Pattern.compile("\\{\\{([^}]+)}}").matcher(body);
    ArrayNode parameters = Json.array();
    while (places.find()) {
      parameters
          .addObject()
          .put("type", "text")
          .put("text", Json.text(variables, places.group(1), ""));
    }
    if (!parameters.isEmpty()) {
      template.putArray("components").addObject().put("type", "body").set("parameters", parameters);
    }
  }

  private static JsonNode variables(ObjectNode content, @Nullable String given) {
    ObjectNode all = Json.object();
    content.path("variables").properties().forEach(one -> all.set(one.getKey(), one.getValue()));
    if (given == null) {
      return all;
    }
    try {
      JsonNode values = Json.MAPPER.readTree(given);
      for (var value : values.properties()) {
        if (!value.getValue().isString() || value.getValue().stringValue().isBlank()) {
          throw TwilioException.invalid(21656, "The ContentVariables Parameter is invalid.");
        }
        all.set(value.getKey(), value.getValue());
      }
      return all;
    } catch (JacksonException e) {
      throw TwilioException.invalid(21656, "The ContentVariables Parameter is invalid.");
    }
  }

  private static JsonNode filled(JsonNode node, JsonNode variables) {
    if (node.isString()) {
      String text = node.stringValue();
      for (var variable : variables.properties()) {
        text = text.replace("{{" + variable.getKey() + "}}", variable.getValue().asString(""));
      }
      return Json.MAPPER.getNodeFactory().stringNode(text);
    }
    if (node.isArray()) {
      ArrayNode list = Json.array();
      node.values().forEach(each -> list.add(filled(each, variables)));
      return list;
    }
    if (node.isObject()) {
      ObjectNode object = Json.object();
      node.properties().forEach(one -> object.set(one.getKey(), filled(one.getValue(), variables)));
      return object;
    }
    return node;
  }

  private static void buttons(JsonNode content, ObjectNode message) {
    ObjectNode action = interactive("button", content, message);
    ArrayNode buttons = action.putArray("buttons");
    for (JsonNode each : List.copyOf(content.path("actions").values())) {
      buttons
          .addObject()
          .put("type", "reply")
          .putObject("reply")
          .put("id", Json.text(each, "id"))
          .put("title", Json.text(each, "title"));
    }
  }

  private static void list(JsonNode content, ObjectNode message) {
    ObjectNode action = interactive("list", content, message);
    action.put("button", Json.text(content, "button"));
    ArrayNode rows = action.putArray("sections").addObject().putArray("rows");
    for (JsonNode each : List.copyOf(content.path("items").values())) {
      ObjectNode row = rows.addObject().put("id", Json.text(each, "id"));
      row.put("title", Json.text(each, "item"));
      if (each.has("description")) {
        row.put("description", Json.text(each, "description"));
      }
    }
  }

  private static ObjectNode interactive(String type, JsonNode content, ObjectNode message) {
    ObjectNode interactive = message.put("type", "interactive").putObject("interactive");
    interactive.put("type", type).putObject("body").put("text", Json.text(content, "body"));
    return interactive.putObject("action");
  }
}
