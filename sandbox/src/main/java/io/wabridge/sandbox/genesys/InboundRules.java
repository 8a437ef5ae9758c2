package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The checks of Genesys on a customer's message. */
@Component
class InboundRules {
  private static final Set<String> ID_TYPES = Set.of("email", "phone", "opaque");
  private static final Set<String> MEDIA_TYPES = Set.of("Image", "Video", "Audio", "File", "Link");
  private static final Set<String> BUTTONS = Set.of("Button", "QuickReply", "DatePicker");

  void message(JsonNode message) {
    from(message);
    for (Map.Entry<String, JsonNode> entry : message.path("metadata").properties()) {
      if (!entry.getValue().isString()) {
        throw bad("metadata." + entry.getKey() + " must be a string");
      }
    }
    for (Map.Entry<String, JsonNode> entry :
        message.path("channel").path("metadata").path("customAttributes").properties()) {
      if (!entry.getValue().isString()) {
        throw bad("channel.metadata.customAttributes." + entry.getKey() + " must be a string");
      }
    }
    JsonNode text = message.path("text");
    if (!text.isMissingNode() && !text.isNull() && !text.isString()) {
      throw bad("text must be a string");
    }
    JsonNode content = message.path("content");
    int attachments = 0;
    for (JsonNode one : content) {
      JsonNode attachment = one.path("attachment");
      if (!attachment.isObject()) {
        throw bad("content must contain attachments");
      }
      attachment(attachment);
      attachments++;
    }
    if (attachments > 1) {
      throw bad("only one attachment per message is allowed");
    }
    if (attachments == 0 && Json.text(message, "text", "").isEmpty()) {
      throw bad("a message needs text or content");
    }
  }

  private static void attachment(JsonNode attachment) {
    String kind = required(attachment, "mediaType", "attachment.mediaType");
    if (!MEDIA_TYPES.contains(kind)) {
      throw GenesysException.invalid("attachment.mediaType is not one of " + MEDIA_TYPES);
    }
    required(attachment, "url", "attachment.url");
    String mime = required(attachment, "mime", "attachment.mime");
    if (!mime.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")) {
      throw GenesysException.invalid("attachment.mime is not a type without parameters");
    }
  }

  void event(JsonNode event) {
    from(event);
    if (event.path("events").size() == 0) {
      throw bad("events is required");
    }
    for (JsonNode one : event.path("events")) {
      if (!"Typing".equals(Json.text(one, "eventType"))) {
        throw GenesysException.invalid("eventType must be Typing");
      }
    }
  }

  void structured(JsonNode response) {
    from(response);
    required(response, "originatingMessageId", "originatingMessageId");
    JsonNode button = response.path("buttonResponse");
    if (!BUTTONS.contains(required(button, "type", "buttonResponse.type"))) {
      throw GenesysException.invalid("buttonResponse.type is not one of " + BUTTONS);
    }
  }

  private static void from(JsonNode message) {
    JsonNode channel = message.path("channel");
    if (!channel.isObject()) {
      throw bad("channel is required");
    }
    identity(channel.path("from"), "channel.from", true);
    time(channel);
  }

  static void identity(JsonNode who, String path, boolean typeNeeded) {
    if (!who.isObject()) {
      throw bad(path + " is required");
    }
    required(who, "id", path + ".id");
    String type = Json.text(who, "idType");
    if (type == null && typeNeeded) {
      throw bad(path + ".idType is required");
    }
    if (type != null && !ID_TYPES.contains(type.toLowerCase(Locale.ROOT))) {
      throw GenesysException.invalid(path + ".idType is not one of Email, Phone, Opaque");
    }
  }

  static Instant time(JsonNode channel) {
    String time = required(channel, "time", "channel.time");
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeParseException e) {
      throw GenesysException.invalid("channel.time is not an ISO-8601 time");
    }
  }

  static String required(JsonNode node, String name, String path) {
    @Nullable String value = Json.text(node, name);
    if (value == null || value.isBlank()) {
      throw bad(path + " is required");
    }
    return value;
  }

  private static GenesysException bad(String message) {
    return GenesysException.badRequest(message);
  }
}
