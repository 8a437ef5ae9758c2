package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.WebhookParts;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads Genesys' webhooks: one event each, identified by its type and never by missing fields. */
final class GenesysDecoder {

  /** Each content becomes a message to the person. */
  private static final int MOST = 100;

  /** The types in which nothing is said: statuses of a person's messages, typing. */
  private static final Set<String> SIGNALS = Set.of("receipt", "event");

  private GenesysDecoder() {}

  static List<WebhookPart> split(byte[] bytes) throws WebhookUnreadable {
    JsonNode root = OutsideJson.read(new String(bytes, StandardCharsets.UTF_8));
    if (!root.isObject()) {
      throw new WebhookUnreadable("The webhook is not a JSON object.");
    }
    JsonNode channel = root.path("channel");
    String endpoint = id(channel, "id", "");
    String to = id(channel.path("to"), "id", "");
    String body = OutsideJson.write(root);
    String id = id(root, "id", id(channel, "messageId", ""));
    String key =
        id.isEmpty()
            ? "h:" + Digests.sha256Hex(body)
            : id + ":" + word(root, "type", "") + ":" + word(root, "status", "");
    WebhookParts parts = new WebhookParts();
    parts.add(
        SIGNALS.contains(word(root, "type", "").toLowerCase(Locale.ROOT))
            ? WebhookPart.signal(endpoint, endpoint + ":" + to, key, body)
            : WebhookPart.message(endpoint, endpoint + ":" + to, key, body));
    return parts.list();
  }

  static DeskEvent decode(String part) throws WebhookUnreadable {
    return decode(part, GenesysMarkdown.BOTS);
  }

  static DeskEvent decode(String part, GenesysMarkdown markdown) throws WebhookUnreadable {
    JsonNode root = OutsideJson.read(part);
    String type = word(root, "type", "").toLowerCase(Locale.ROOT);
    return switch (type) {
      case "receipt" ->
          new DeskEvent.Ignored("receipt " + word(root, "status", "").toLowerCase(Locale.ROOT));
      case "event" -> event(root);
      case "text", "structured" -> said(root, markdown.render(root, GenesysContents.read(root)));
      default ->
          text(root, "text") == null && list(root, "content").isEmpty()
              ? new DeskEvent.Ignored("type " + type)
              : said(root, markdown.render(root, GenesysContents.read(root)));
    };
  }

  private static DeskEvent event(JsonNode root) {
    boolean typing =
        list(root, "events").stream()
            .anyMatch(event ->
                word(event, "eventType", "").equalsIgnoreCase("Typing")
                    && !word(event.path("typing"), "type", "On").equalsIgnoreCase("Off"));
    String to = id(root.path("channel").path("to"), "id", "");
    return typing && !to.isEmpty() ? new DeskEvent.Typing(to) : new DeskEvent.Ignored("event");
  }

  private static DeskEvent said(JsonNode root, List<Content> contents) throws WebhookUnreadable {
    if ("inbound".equalsIgnoreCase(word(root, "direction"))) {
      return new DeskEvent.Ignored("inbound");
    }
    if (contents.isEmpty()) {
      return new DeskEvent.Ignored("empty message");
    }
    if (contents.size() > MOST) {
      throw new WebhookUnreadable("The webhook has more than " + MOST + " contents.");
    }
    JsonNode channel = root.path("channel");
    String to = id(channel.path("to"), "id", "");
    if (to.isEmpty()) {
      throw new WebhookUnreadable("The webhook names no recipient.");
    }
    @Nullable String id = id(root, "id");
    String known = id == null ? id(channel, "messageId", "") : id;
    return new DeskEvent.AgentMessage(
        new ExternalId(known.isEmpty() ? "h:" + Digests.sha256Hex(root.toString()) : known),
        to,
        id(root, "conversationId"),
        contents,
        time(channel, "time"));
  }
}
