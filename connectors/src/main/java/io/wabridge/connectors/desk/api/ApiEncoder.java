package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.connectors.event.EventContent;
import io.wabridge.connectors.event.EventForm;
import io.wabridge.model.Content;
import io.wabridge.model.Language;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.Message;
import io.wabridge.model.Origin;
import io.wabridge.model.Receipt;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes events: their type, their time, and the data of a message, conversation or status. */
final class ApiEncoder {

  private static final Duration WINDOW = Duration.ofHours(24);

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
    new EventContent(media::link, about).write(message.content(), json);
    // a sentence for every kind: a simple system needs nothing else
    if (!json.has("text")) {
      json.put("text", PlainTextRenderer.of(message, language));
    }
    boolean update = update(message.content());
    EventForm.put(json, "replyTo", update ? null : about);
    EventForm.put(json, "quote", message.quote());
    json.set("from", person(message));
    EventForm.origin(message.origin(), json);
    json.set("channel", EventForm.channel(message.channel()));
    if (!outbound && !(message.content() instanceof Content.Notice)) {
      Instant closes = message.saidAt().plus(WINDOW);
      json.putObject("window")
          .put("open", Instant.now().isBefore(closes))
          .put("closesAt", EventForm.time(closes));
    }
    if (!(message.content() instanceof Content.Notice)) {
      json.putObject("provider").put("messageId", message.externalId().value());
    }
    json.put("receivedAt", EventForm.time(message.saidAt()));
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
    data.set("channel", EventForm.channel(first.channel()));
    return event("conversation.opened", data);
  }

  static ObjectNode status(Receipt receipt) {
    ObjectNode data = OutsideJson.object();
    data.put("conversationId", receipt.conversation().value());
    data.put("messageId", receipt.externalId().value());
    EventForm.status(receipt.status(), receipt.reason(), receipt.at(), data);
    return event("message.status", data);
  }

  private static ObjectNode person(Message message) {
    return EventForm.person(message.deskAddress(), message.person());
  }

  private static ObjectNode event(String type, ObjectNode data) {
    return EventForm.event(type, Instant.now(), data);
  }
}
