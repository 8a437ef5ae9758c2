package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.OwnAddress;
import io.wabridge.sandbox.Settings;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Converts the short form of the control API into the message of a webhook. */
@Component
class PersonMessageFactory {
  private final Blobs blobs;
  private final MediaStore mediaStore;
  private final Settings<WhatsAppSettings> settings;
  private final OwnAddress address;

  PersonMessageFactory(
      Blobs blobs, MediaStore mediaStore, Settings<WhatsAppSettings> settings, OwnAddress address) {
    this.blobs = blobs;
    this.mediaStore = mediaStore;
    this.settings = settings;
    this.address = address;
  }

  ObjectNode message(Chat chat, JsonNode said) throws IOException {
    String type = Json.text(said, "type", "text");
    if (type.equals("raw")) {
      return (ObjectNode) said.path("message").deepCopy();
    }
    ObjectNode message = Json.object();
    switch (type) {
      case "text" -> message.putObject("text").put("body", Json.text(said, "text", ""));
      case "image", "video", "audio", "document", "sticker" -> message.set(type, media(type, said));
      case "location" ->
          message.set("location", picked(said, "latitude", "longitude", "name", "address", "url"));
      case "contacts", "order", "system" -> message.set(type, said.path(type));
      case "reaction" -> {
        ObjectNode reaction = message.putObject("reaction");
        reaction.put("message_id", Json.text(said, "messageId", ""));
        reaction.setAll(picked(said, "emoji"));
      }
      case "button_reply", "list_reply", "nfm_reply" -> {
        ObjectNode reply = picked(said, "id", "title", "description", "name", "body");
        if (said.has("responseJson")) {
          reply.put("response_json", Json.text(said, "responseJson", ""));
        }
        message.putObject("interactive").put("type", type).set(type, reply);
        type = "interactive";
      }
      case "button" -> message.set("button", picked(said, "payload", "text"));
      case "edit" -> {
        ObjectNode edit = message.putObject("edit");
        edit.put("original_message_id", Json.text(said, "messageId", ""));
        edit.putObject("message")
            .put("type", "text")
            .putObject("text")
            .put("body", Json.text(said, "text", ""));
      }
      case "revoke" ->
          message.putObject("revoke").put("original_message_id", Json.text(said, "messageId", ""));
      case "unsupported" ->
          unsupported(message, Json.text(said, "unsupportedType", "poll_creation"));
      default -> throw new NotFoundException("type " + type);
    }
    message.put("type", type);
    context(message, said, chat);
    message.setAll(picked(said, "id", "referral", "timestamp", "group_id"));
    return message;
  }

  private static void context(ObjectNode message, JsonNode said, Chat chat) {
    String type = Json.text(message, "type", "");
    boolean answers = type.equals("interactive") || type.equals("button");
    String target = Json.text(said, answers ? "messageId" : "replyTo");
    if (target != null) {
      message.putObject("context").put("from", chat.number().digits()).put("id", target);
    } else if (said.path("forwarded").asBoolean(false)) {
      message.putObject("context").put("forwarded", true);
    }
  }

  private static void unsupported(ObjectNode message, String kind) {
    message.putObject("unsupported").put("type", kind);
    ObjectNode error = message.putArray("errors").addObject().put("code", 131051);
    error.put("title", "Message type unknown").put("message", "Message type unknown");
    error.putObject("error_data").put("details", "Message type is currently not supported.");
  }

  private ObjectNode media(String type, JsonNode said) throws IOException {
    Media media = file(type, said);
    DownloadFault fault = DownloadFault.of(said.path("download"), System.currentTimeMillis());
    if (fault != null) {
      mediaStore.fail(media, fault);
    }
    ObjectNode node = picked(said, "caption", "animated");
    String filename = Json.text(said, "filename", "");
    if (filename.isEmpty() && media.filename() != null) {
      filename = media.filename();
    }
    if (type.equals("document") && !filename.isEmpty()) {
      node.put("filename", filename);
    }
    node.put("mime_type", media.mime()).put("sha256", media.blob().sha256Base64());
    node.put("id", media.id());
    if (type.equals("audio")) {
      node.put("voice", said.path("voice").asBoolean(false));
    }
    if (settings.now().mediaUrlInWebhook()) {
      node.put("url", mediaStore.link(media, address.base()));
    }
    return node;
  }

  private Media file(String type, JsonNode said) throws IOException {
    String id = Json.text(said, "mediaId");
    if (id != null) {
      Media known = mediaStore.evenIfGone(id);
      if (known == null) {
        throw new NotFoundException("media " + id);
      }
      return known;
    }
    String mime = Json.text(said, "mime", usualMime(type));
    long size = said.path("size").asLong(10_000);
    long seed = said.path("seed").asLong(1);
    return mediaStore.put(
        blobs.generate(size, seed, mime), mime, Json.text(said, "filename"), null);
  }

  private static String usualMime(String type) {
    return switch (type) {
      case "image" -> "image/jpeg";
      case "video" -> "video/mp4";
      case "audio" -> "audio/ogg; codecs=opus";
      case "sticker" -> "image/webp";
      default -> "application/pdf";
    };
  }

  private static ObjectNode picked(JsonNode from, String... names) {
    ObjectNode picked = Json.object();
    for (String name : names) {
      if (from.has(name)) {
        picked.set(name, from.get(name));
      }
    }
    return picked;
  }
}
