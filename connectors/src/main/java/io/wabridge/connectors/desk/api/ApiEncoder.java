package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.model.Content;
import io.wabridge.model.Language;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.Message;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes events: their type, their time, and the data of a message, conversation or status. */
final class ApiEncoder {

  private static final Duration WINDOW = Duration.ofHours(24);
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private ApiEncoder() {}

  /** The message, or the change of an earlier one: an edit, a deletion or a reaction. */
  static ObjectNode message(Message message, MediaBytes media, Language language) {
    ObjectNode data = OutsideJson.object();
    data.put("conversationId", message.conversation().value());
    ObjectNode json = data.putObject("message");
    json.put("id", message.id().value());
    json.put("conversationId", message.conversation().value());
    boolean outbound = outbound(message.origin());
    json.put("direction", outbound ? "outbound" : "inbound");
    @Nullable String about = message.quoted() == null ? null : message.quoted().value();
    new ApiContentEncoder(media, about).write(message.content(), json);
    // a sentence for every kind: a simple system needs nothing else
    if (!json.has("text")) {
      json.put("text", PlainTextRenderer.of(message, language));
    }
    boolean update = update(message.content());
    put(json, "replyTo", update ? null : about);
    put(json, "quote", message.quote());
    json.set("from", person(message));
    origin(message.origin(), json);
    json.set("channel", channel(message));
    if (!outbound && !(message.content() instanceof Content.Notice)) {
      Instant closes = message.saidAt().plus(WINDOW);
      json.putObject("window")
          .put("open", Instant.now().isBefore(closes))
          .put("closesAt", time(closes));
    }
    if (!(message.content() instanceof Content.Notice)) {
      json.putObject("provider").put("messageId", message.externalId().value());
    }
    json.put("receivedAt", time(message.saidAt()));
    return event(update ? "message.updated" : "message.created", data);
  }

  /** The business wrote it: on a phone, or at the desk of which this one gets copies. */
  private static boolean outbound(Origin origin) {
    return origin.businessApp() || origin.desk() != null;
  }

  private static boolean update(Content content) {
    return switch (content) {
      case Content.Edit _, Content.Deletion _, Content.Reaction _ -> true;
      default -> false;
    };
  }

  /** The desk gets the first message of this conversation. */
  static ObjectNode opened(Message first) {
    ObjectNode data = OutsideJson.object();
    data.put("conversationId", first.conversation().value());
    data.set("from", person(first));
    data.set("channel", channel(first));
    return event("conversation.opened", data);
  }

  static ObjectNode status(Receipt receipt) {
    ObjectNode data = OutsideJson.object();
    data.put("conversationId", receipt.conversation().value());
    data.put("messageId", receipt.externalId().value());
    data.put("status", receipt.status().name().toLowerCase(Locale.ROOT));
    if (receipt.status() == Status.FAILED && receipt.reason() != null) {
      ObjectNode reason = data.putObject("reason");
      reason.put("code", receipt.reason().name());
      reason.put("text", receipt.reason().sentence());
    }
    data.put("at", time(receipt.at()));
    return event("message.status", data);
  }

  static ObjectNode ping() {
    return event("test.ping", OutsideJson.object());
  }

  private static ObjectNode event(String type, ObjectNode data) {
    ObjectNode event = OutsideJson.object();
    event.put("type", type);
    event.put("timestamp", time(Instant.now()));
    event.set("data", data);
    return event;
  }

  /** The address at the desk never changes, so it identifies the contact. */
  private static ObjectNode person(Message message) {
    Person person = message.person();
    ObjectNode json = OutsideJson.object();
    json.put("contactId", message.deskAddress());
    put(json, "bsuid", person.bsuid());
    put(json, "phone", person.waId() == null ? null : "+" + person.waId());
    put(json, "username", person.username());
    put(json, "displayName", person.name());
    if (person.group() != null) {
      json.put("group", true);
    }
    return json;
  }

  private static ObjectNode channel(Message message) {
    return OutsideJson.object().put("kind", "whatsapp").put("numberId", message.channel().value());
  }

  private static void origin(Origin origin, ObjectNode json) {
    if (origin.forwarded() != null) {
      json.put("forwarded", origin.forwarded().name().toLowerCase(Locale.ROOT));
    }
    put(json, "author", origin.author());
    put(json, "desk", origin.desk());
    if (origin.businessApp()) {
      json.put("businessApp", true);
    }
    Origin.Referral referral = origin.referral();
    if (referral != null) {
      ObjectNode ad = json.putObject("referral");
      put(ad, "type", referral.type());
      put(ad, "id", referral.id());
      put(ad, "url", referral.url());
      put(ad, "headline", referral.headline());
      put(ad, "body", referral.body());
      put(ad, "clickId", referral.clickId());
    }
  }

  /** ISO 8601 in UTC with milliseconds. */
  private static String time(Instant at) {
    return MILLIS.format(at);
  }

  static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
