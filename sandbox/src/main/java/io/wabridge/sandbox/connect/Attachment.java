package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A file of a chat: announced, then stored, then scanned. */
final class Attachment {
  private final String id;
  private final String key;
  private final Chat chat;
  private final String name;
  private final String contentType;
  private final long size;
  private final long urlExpiresMs;
  private volatile @Nullable Blob blob;
  private volatile String status = "IN_PROGRESS";

  Attachment(
      String id,
      String key,
      Chat chat,
      String name,
      String contentType,
      long size,
      long urlExpiresMs) {
    this.id = id;
    this.key = key;
    this.chat = chat;
    this.name = name;
    this.contentType = contentType;
    this.size = size;
    this.urlExpiresMs = urlExpiresMs;
  }

  String id() {
    return id;
  }

  /** Its place in the storage. */
  String key() {
    return key;
  }

  Chat chat() {
    return chat;
  }

  String name() {
    return name;
  }

  String contentType() {
    return contentType;
  }

  long size() {
    return size;
  }

  long urlExpiresMs() {
    return urlExpiresMs;
  }

  @Nullable Blob blob() {
    return blob;
  }

  void store(Blob stored) {
    blob = stored;
  }

  String status() {
    return status;
  }

  void status(String other) {
    status = other;
  }

  ObjectNode view() {
    return Json.object()
        .put("AttachmentId", id)
        .put("AttachmentName", name)
        .put("ContentType", contentType)
        .put("Status", status);
  }
}
