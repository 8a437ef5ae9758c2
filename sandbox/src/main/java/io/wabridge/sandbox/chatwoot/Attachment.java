package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** A file of a message. */
record Attachment(
    long id, String key, Blob blob, String mime, String filename, boolean voice, long storedAtMs) {

  String fileType() {
    return switch (mime.split("/", 2)[0]) {
      case "image" -> "image";
      case "audio" -> "audio";
      case "video" -> "video";
      default -> "file";
    };
  }

  String path(String step) {
    String name = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
    return "/rails/active_storage/" + step + "/" + key + "/" + name;
  }

  ObjectNode view(Account account, long message, String base) {
    ObjectNode json = Json.object().put("id", id).put("message_id", message);
    json.put("account_id", account.id()).put("file_type", fileType());
    json.put("extension", (String) null).put("content_type", mime);
    json.put("data_url", base + path("blobs/redirect"));
    json.put("thumb_url", "").put("file_size", blob.size());
    json.put("width", (Integer) null).put("height", (Integer) null);
    return json;
  }
}
