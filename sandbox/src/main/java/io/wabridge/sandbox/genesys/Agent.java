package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.OwnAddress;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The actions of an agent at the desktop. */
@Component
class Agent {
  private static final int LONGEST = 4000;

  private final Integrations integrations;
  private final Profiles profiles;
  private final Outbound outbound;
  private final Downloads downloads;
  private final Blobs blobs;
  private final OwnAddress address;

  Agent(
      Integrations integrations,
      Profiles profiles,
      Outbound outbound,
      Downloads downloads,
      Blobs blobs,
      OwnAddress address) {
    this.integrations = integrations;
    this.profiles = profiles;
    this.outbound = outbound;
    this.downloads = downloads;
    this.blobs = blobs;
    this.address = address;
  }

  ConversationMessage send(
      Conversation conversation, @Nullable String text, List<Download> attachments) {
    Integration integration = integrations.require(conversation.integrationId());
    ObjectNode message = outbound.envelope(integration, conversation, "Text");
    if (text != null && !text.isEmpty()) {
      if (text.length() > LONGEST) {
        throw GenesysException.invalid("an agent may write 4000 characters");
      }
      message.put("text", text);
    } else if (attachments.isEmpty()) {
      throw GenesysException.badRequest("nothing to send");
    }
    ArrayNode digests = Json.array();
    if (!attachments.isEmpty()) {
      ArrayNode content = message.putArray("content");
      for (Download download : attachments) {
        if (!profiles.allows(integration, "outbound", download.mime())) {
          throw GenesysException.badRequest(download.mime() + " is not allowed by the profile");
        }
        digests.add(download.blob().sha256());
        content
            .addObject()
            .put("contentType", "Attachment")
            .set("attachment", attachment(download));
      }
    }
    return outbound.say(integration, conversation, message, "Human", digests);
  }

  private ObjectNode attachment(Download download) {
    String mime = download.mime();
    String kind = mime.substring(0, Math.max(0, mime.indexOf('/')));
    String mediaType =
        switch (kind) {
          case "image" -> "Image";
          case "video" -> "Video";
          case "audio" -> "Audio";
          default -> "File";
        };
    return Json.object()
        .put("id", UUID.randomUUID().toString())
        .put("mediaType", mediaType)
        .put("url", address.base() + "/api/v2/downloads/" + download.id())
        .put("mime", mime)
        .put("filename", download.filename())
        .put("contentSizeBytes", download.blob().size());
  }

  /** A generated file: {size, seed, mime, filename}. */
  Download generated(JsonNode asked) throws IOException {
    String mime = Json.text(asked, "mime", "application/pdf");
    Blob blob =
        blobs.generate(asked.path("size").asLong(10_000), asked.path("seed").asLong(1), mime);
    return downloads.keep(blob, mime, Json.text(asked, "filename", "file"));
  }

  ConversationMessage structured(
      Conversation conversation, @Nullable String text, JsonNode content) {
    Integration integration = integrations.require(conversation.integrationId());
    ObjectNode message = outbound.envelope(integration, conversation, "Structured");
    if (text != null) {
      message.put("text", text);
    }
    message.set("content", content);
    return outbound.say(integration, conversation, message, "Bot");
  }

  void typing(Conversation conversation) {
    Integration integration = integrations.require(conversation.integrationId());
    ObjectNode event = outbound.envelope(integration, conversation, "Event");
    event
        .putArray("events")
        .addObject()
        .put("eventType", "Typing")
        .putObject("typing")
        .put("type", "On")
        .put("duration", 5000);
    event.put("direction", "Outbound");
    outbound.post(integration, conversation, event, accepted -> {});
  }

  boolean mayType(Conversation conversation) {
    Integration integration = integrations.require(conversation.integrationId());
    return profiles.typing(integration, "outbound");
  }

  void raw(Conversation conversation, JsonNode message) {
    Integration integration = integrations.require(conversation.integrationId());
    outbound.post(integration, conversation, message, accepted -> {});
  }
}
