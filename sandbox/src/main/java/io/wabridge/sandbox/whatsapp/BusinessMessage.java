package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A message of the business, with its status. */
final class BusinessMessage {
  private final String id;
  private final long atMs;
  private final String type;
  private final @Nullable JsonNode message;
  private final @Nullable String callbackData;
  private final @Nullable Chat chat;
  private volatile String status = "accepted";
  private volatile int failure;
  private volatile @Nullable Carrier carrier;
  private volatile @Nullable String mediaId;

  BusinessMessage(
      String id,
      long atMs,
      String type,
      @Nullable JsonNode message,
      @Nullable String callbackData,
      @Nullable Chat chat) {
    this.id = id;
    this.atMs = atMs;
    this.type = type;
    this.message = message;
    this.callbackData = callbackData;
    this.chat = chat;
  }

  String id() {
    return id;
  }

  long atMs() {
    return atMs;
  }

  String type() {
    return type;
  }

  /** Absent in lean mode. */
  @Nullable JsonNode message() {
    return message;
  }

  @Nullable String callbackData() {
    return callbackData;
  }

  @Nullable Chat chat() {
    return chat;
  }

  /** Who reports its statuses; null before it was accepted. */
  @Nullable Carrier carrier() {
    return carrier;
  }

  void carrier(Carrier sentBy) {
    carrier = sentBy;
  }

  String status() {
    return status;
  }

  void status(String now) {
    status = now;
  }

  void failed(int code) {
    failure = code;
    status = "failed";
  }

  void mediaId(@Nullable String id) {
    mediaId = id;
  }

  @Nullable String mediaId() {
    return mediaId;
  }

  ObjectNode view() {
    ObjectNode view = Json.object().put("side", "business").put("id", id);
    view.put("at", atMs).put("type", type).put("status", status);
    if (failure != 0) {
      view.put("failure", failure);
    }
    if (mediaId != null) {
      view.put("mediaId", mediaId).put("mediaUrl", "/sandbox/media/" + mediaId + "/bytes");
    }
    if (callbackData != null) {
      view.put("callbackData", callbackData);
    }
    if (message != null) {
      ReceivedText.describe(view, type, message);
      view.set("message", message);
    }
    return view;
  }
}
