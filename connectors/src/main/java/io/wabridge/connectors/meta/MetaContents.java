package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.decimal;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaKind;
import io.wabridge.model.NoticeKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the content of a message by its type; an unknown type is unsupported. */
final class MetaContents {

  private static final List<String> TYPES =
      List.of(
          "text",
          "image",
          "video",
          "audio",
          "voice",
          "document",
          "sticker",
          "location",
          "contacts",
          "interactive",
          "button",
          "order",
          "reaction",
          "system",
          "edit",
          "revoke");

  /** Said of numbers that are in the WhatsApp Business app, too. */
  private static final int IN_BUSINESS_APP = 131060;

  private MetaContents() {}

  /** The type of the message; if it is absent, the type of the content that is present. */
  static String type(JsonNode message) {
    String type = word(message, "type", "");
    return !type.isEmpty()
        ? type
        : TYPES.stream().filter(message::has).findFirst().orElse("unknown");
  }

  static Content read(String type, JsonNode message) {
    JsonNode payload = message.path(type);
    @Nullable Content content =
        switch (type) {
          case "text" -> textOf(payload);
          case "image" -> MetaFiles.read(MediaKind.IMAGE, payload, message);
          case "video" -> MetaFiles.read(MediaKind.VIDEO, payload, message);
          case "audio", "voice" -> MetaFiles.read(MediaKind.AUDIO, payload, message);
          case "document" -> MetaFiles.read(MediaKind.DOCUMENT, payload, message);
          case "sticker" -> MetaFiles.read(MediaKind.STICKER, payload, message);
          case "location" -> location(payload);
          case "contacts" -> MetaCards.read(list(message, "contacts"));
          case "interactive" -> interactive(payload);
          case "button" -> button(payload);
          case "order" -> order(payload);
          case "reaction" -> reaction(payload);
          case "edit" -> edit(payload);
          case "revoke" -> new Content.Deletion(id(payload, "original_message_id"));
          default -> null;
        };
    return content != null ? content : unsupported(type, message);
  }

  private static @Nullable Content textOf(JsonNode payload) {
    @Nullable String body = payload.isString() ? text(payload) : text(payload, "body");
    return body == null ? null : new Content.Text(body);
  }

  private static @Nullable Content location(JsonNode payload) {
    Double latitude = decimal(payload, "latitude");
    Double longitude = decimal(payload, "longitude");
    return latitude == null || longitude == null
        ? null
        : new Content.Location(
            latitude,
            longitude,
            word(payload, "name"),
            word(payload, "address"),
            word(payload, "url"));
  }

  private static @Nullable Content interactive(JsonNode payload) {
    String type = word(payload, "type", "");
    JsonNode reply = payload.path(type);
    return switch (type) {
      case "button_reply", "list_reply" -> {
        @Nullable String title = word(reply, "title");
        yield title == null
            ? null
            : new Content.ChoiceReply(word(reply, "id"), title, word(reply, "description"));
      }
      case "nfm_reply" -> MetaForms.read(reply);
      case "call_permission_reply" -> callPermission(reply);
      default -> null;
    };
  }

  private static Content callPermission(JsonNode reply) {
    if (!word(reply, "response", "").equals("accept")) {
      return new Content.Notice(NoticeKind.CALLS_DECLINED, Map.of());
    }
    return new Content.Notice(
        NoticeKind.CALLS_ALLOWED,
        word(reply, "expiration_timestamp") == null
            ? Map.of()
            : Map.of("until", time(reply, "expiration_timestamp").toString()));
  }

  private static @Nullable Content button(JsonNode payload) {
    String title = word(payload, "text", word(payload, "payload", ""));
    return title.isEmpty() ? null : new Content.ChoiceReply(word(payload, "payload"), title, null);
  }

  private static @Nullable Content order(JsonNode payload) {
    List<Content.Order.Item> items =
        list(payload, "product_items").stream()
            .map(item ->
                new Content.Order.Item(
                    word(item, "product_retailer_id", "?"),
                    word(item, "quantity"),
                    word(item, "item_price"),
                    word(item, "currency")))
            .toList();
    return payload.isObject()
        ? new Content.Order(word(payload, "catalog_id"), word(payload, "text"), items)
        : null;
  }

  private static @Nullable Content reaction(JsonNode payload) {
    @Nullable ExternalId target = id(payload, "message_id");
    return target == null ? null : new Content.Reaction(word(payload, "emoji"), target);
  }

  /** Without a readable new content, only that something was edited is known. */
  private static Content edit(JsonNode payload) {
    JsonNode now = payload.path("message");
    Content content = read(type(now), now);
    return content instanceof Content.Unsupported(var _, var detail)
        ? new Content.Unsupported(Content.Unsupported.EDIT, detail)
        : new Content.Edit(id(payload, "original_message_id"), content);
  }

  private static Content unsupported(String type, JsonNode message) {
    String nested = word(message.path(type), "type", "");
    String what =
        switch (type) {
          case "unsupported", "unknown" -> nested.isEmpty() ? type : nested;
          case "interactive" -> nested.isEmpty() ? type : type + "/" + nested;
          default -> type;
        };
    List<MetaFault> faults = list(message, "errors").stream().map(MetaFault::of).toList();
    String kind =
        faults.stream().anyMatch(fault -> fault.code() == IN_BUSINESS_APP)
            ? Content.Unsupported.IN_BUSINESS_APP
            : what;
    String detail = MetaFault.details(faults);
    return new Content.Unsupported(Fields.clip(kind, 80), detail.isEmpty() ? null : detail);
  }

  private static @Nullable ExternalId id(JsonNode payload, String name) {
    @Nullable String id = Fields.id(payload, name);
    return id == null ? null : new ExternalId(id);
  }
}
