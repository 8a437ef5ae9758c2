package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A message of a conversation. */
final class ChatMessage {
  static final int INCOMING = 0;
  static final int OUTGOING = 1;
  static final int TEMPLATE = 3;

  private final long id;
  private final Conversation conversation;
  private final int type;
  private final String contentType;
  private final boolean isPrivate;
  private final @Nullable String sourceId;
  private final ObjectNode sender;
  private final long createdAtMs;
  private final ObjectNode additional;
  private volatile List<Attachment> attachments;
  private volatile @Nullable String content;
  private volatile ObjectNode attributes;
  private volatile String status = "sent";

  ChatMessage(
      long id,
      Conversation conversation,
      int type,
      @Nullable String content,
      String contentType,
      ObjectNode attributes,
      ObjectNode additional,
      boolean isPrivate,
      @Nullable String sourceId,
      ObjectNode sender,
      long createdAtMs,
      List<Attachment> attachments) {
    this.id = id;
    this.conversation = conversation;
    this.type = type;
    this.content = content;
    this.contentType = contentType;
    this.attributes = attributes;
    this.additional = additional;
    this.isPrivate = isPrivate;
    this.sourceId = sourceId;
    this.sender = sender;
    this.createdAtMs = createdAtMs;
    this.attachments = List.copyOf(attachments);
  }

  long id() {
    return id;
  }

  Conversation conversation() {
    return conversation;
  }

  int type() {
    return type;
  }

  String typeName() {
    return switch (type) {
      case INCOMING -> "incoming";
      case TEMPLATE -> "template";
      default -> "outgoing";
    };
  }

  @Nullable String content() {
    return content;
  }

  String contentType() {
    return contentType;
  }

  boolean isPrivate() {
    return isPrivate;
  }

  @Nullable String sourceId() {
    return sourceId;
  }

  ObjectNode sender() {
    return sender;
  }

  long createdAtMs() {
    return createdAtMs;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  ObjectNode additional() {
    return additional;
  }

  ObjectNode attributes() {
    return attributes;
  }

  String status() {
    return status;
  }

  /** Read is not lowered to delivered; an error is kept for failed messages only. */
  synchronized boolean status(String other, @Nullable String error) {
    if (status.equals("read") && other.equals("delivered")) {
      return false;
    }
    String before = status + attributes;
    ObjectNode changed = attributes.deepCopy();
    changed.remove("external_error");
    if (other.equals("failed") && error != null) {
      changed.put("external_error", error);
    }
    attributes = changed;
    status = other;
    return !before.equals(status + attributes);
  }

  synchronized void attribute(String name, tools.jackson.databind.JsonNode value) {
    ObjectNode changed = attributes.deepCopy();
    changed.set(name, value);
    attributes = changed;
  }

  synchronized void deleted() {
    content = "This message was deleted";
    attributes = Json.object().put("deleted", true);
    attachments = List.of();
  }

  void retried() {
    status = "sent";
    attributes = Json.object();
  }
}
