package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A message of the person: one tick, two when the webhook was accepted, blue when read. */
final class PersonMessage {
  private final String id;
  private final long atMs;
  private final Chat chat;
  private final @Nullable ObjectNode message;
  private volatile boolean delivered;
  private volatile boolean readByBusiness;

  PersonMessage(String id, long atMs, Chat chat, @Nullable ObjectNode message) {
    this.id = id;
    this.atMs = atMs;
    this.chat = chat;
    this.message = message;
  }

  String id() {
    return id;
  }

  long atMs() {
    return atMs;
  }

  Chat chat() {
    return chat;
  }

  @Nullable ObjectNode message() {
    return message;
  }

  void delivered() {
    delivered = true;
  }

  void readByBusiness() {
    readByBusiness = true;
  }

  ObjectNode view() {
    ObjectNode view = Json.object().put("side", "person").put("id", id).put("at", atMs);
    view.put("ticks", readByBusiness ? "read" : delivered ? "delivered" : "sent");
    if (message != null) {
      describe(view, message);
      view.set("message", message);
    }
    return view;
  }

  static void describe(ObjectNode view, JsonNode message) {
    String type = Json.text(message, "type", "text");
    view.put("type", type);
    JsonNode content = message.path(type);
    copy(view, "text", text(type, content));
    copy(view, "caption", Json.text(content, "caption"));
    copy(view, "filename", Json.text(content, "filename"));
    copy(view, "replyTo", Json.text(message.path("context"), "id"));
    String mediaId = content.isObject() ? Json.text(content, "id") : null;
    if (mediaId != null && content.has("mime_type")) {
      view.put("mediaId", mediaId).put("mediaUrl", "/sandbox/media/" + mediaId + "/bytes");
    }
    if (type.equals("reaction")) {
      copy(view, "reactionTo", Json.text(content, "message_id"));
      copy(view, "emoji", Json.text(content, "emoji"));
    }
  }

  private static @Nullable String text(String type, JsonNode content) {
    return switch (type) {
      case "text" -> Json.text(content, "body");
      case "button" -> Json.text(content, "text");
      case "interactive" -> Json.text(content.path(Json.text(content, "type", "")), "title");
      case "location" -> Json.text(content, "name");
      case "edit" -> Json.text(content.path("message").path("text"), "body");
      default -> null;
    };
  }

  private static void copy(ObjectNode view, String name, @Nullable String value) {
    if (value != null) {
      view.put(name, value);
    }
  }
}
