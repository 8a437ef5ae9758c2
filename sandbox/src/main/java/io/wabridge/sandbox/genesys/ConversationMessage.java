package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One message of a conversation, with its status. */
final class ConversationMessage {
  private final String id;
  private final Conversation conversation;
  private final boolean inbound;
  private final @Nullable String channelMessageId;
  private final long atMs;
  private final @Nullable ObjectNode message;
  private final List<JsonNode> receipts = new CopyOnWriteArrayList<>();
  private final List<ObjectNode> fetches = new CopyOnWriteArrayList<>();
  private volatile String state;

  ConversationMessage(
      String id,
      Conversation conversation,
      boolean inbound,
      @Nullable String channelMessageId,
      long atMs,
      @Nullable ObjectNode message) {
    this.id = id;
    this.conversation = conversation;
    this.inbound = inbound;
    this.channelMessageId = channelMessageId;
    this.atMs = atMs;
    this.message = message;
    this.state = inbound ? "received" : "queued";
  }

  String id() {
    return id;
  }

  Conversation conversation() {
    return conversation;
  }

  boolean inbound() {
    return inbound;
  }

  @Nullable String channelMessageId() {
    return channelMessageId;
  }

  long atMs() {
    return atMs;
  }

  /** Absent in lean mode. */
  @Nullable ObjectNode message() {
    return message;
  }

  String state() {
    return state;
  }

  void state(String now) {
    state = now;
  }

  List<JsonNode> receipts() {
    return receipts;
  }

  void receipt(JsonNode receipt, String newState) {
    receipts.add(receipt);
    state = newState;
  }

  void fetched(ObjectNode result) {
    fetches.add(result);
  }

  ObjectNode view() {
    ObjectNode view = Json.object().put("id", id);
    view.put("direction", inbound ? "inbound" : "outbound").put("state", state).put("at", atMs);
    if (channelMessageId != null) {
      view.put("channelMessageId", channelMessageId);
    }
    if (message != null) {
      String text = Json.text(message, "text");
      if (text != null) {
        view.put("text", text);
      }
      view.put("type", Json.text(message, "type", "Text"));
      if (message.path("content").size() > 0) {
        view.set("content", message.get("content"));
      }
      ArrayNode attachments = attachments(message);
      if (!attachments.isEmpty()) {
        view.set("attachments", attachments);
      }
    }
    if (!fetches.isEmpty()) {
      view.putArray("fetches").addAll(fetches);
    }
    if (!receipts.isEmpty()) {
      view.putArray("receipts").addAll(receipts);
    }
    return view;
  }

  private static ArrayNode attachments(ObjectNode message) {
    ArrayNode attachments = Json.array();
    for (JsonNode content : message.path("content")) {
      if (content.has("attachment")) {
        attachments.add(content.get("attachment"));
      }
    }
    return attachments;
  }
}
