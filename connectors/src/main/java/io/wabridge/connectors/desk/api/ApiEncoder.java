package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.model.Content;
import io.wabridge.model.Language;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes events: their type, their time, and the data of a message or a status. */
final class ApiEncoder {

  private static final Duration WINDOW = Duration.ofHours(24);

  private ApiEncoder() {}

  static ObjectNode created(Message message, MediaBytes media, Language language) {
    ObjectNode data = OutsideJson.object();
    data.put("conversationId", message.conversation().value());
    ObjectNode json = data.putObject("message");
    json.put("id", message.id().value());
    json.put("conversationId", message.conversation().value());
    json.put("direction", "inbound");
    content(message.content(), json, media);
    // a sentence for every kind: a simple system needs nothing else
    if (!json.has("text")) {
      json.put("text", PlainTextRenderer.of(message, language));
    }
    put(json, "replyTo", message.quoted() == null ? null : message.quoted().value());
    put(json, "quote", message.quote());
    json.set("from", person(message.person()));
    origin(message.origin(), json);
    json.putObject("channel").put("id", message.channel().value());
    if (!message.origin().businessApp() && !(message.content() instanceof Content.Notice)) {
      Instant closes = message.saidAt().plus(WINDOW);
      json.putObject("window")
          .put("open", Instant.now().isBefore(closes))
          .put("closesAt", closes.toString());
    }
    json.putObject("provider").put("messageId", message.externalId().value());
    json.put("receivedAt", message.saidAt().toString());
    return event("message.created", data);
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
    data.put("at", receipt.at().toString());
    return event("message.status", data);
  }

  static ObjectNode ping() {
    return event("test.ping", OutsideJson.object());
  }

  private static ObjectNode event(String type, ObjectNode data) {
    ObjectNode event = OutsideJson.object();
    event.put("type", type);
    event.put("timestamp", Instant.now().toString());
    event.set("data", data);
    return event;
  }

  private static void content(Content content, ObjectNode json, MediaBytes media) {
    json.put("type", type(content));
    switch (content) {
      case Content.Text(var body) -> json.put("text", body);
      case Content.Media file -> json.set("media", media(file, media));
      case Content.Location place -> {
        ObjectNode location = json.putObject("location");
        location.put("latitude", place.latitude()).put("longitude", place.longitude());
        put(location, "name", place.name());
        put(location, "address", place.address());
        put(location, "url", place.url());
      }
      case Content.Contacts(var cards) -> {
        ArrayNode contacts = json.putArray("contacts");
        cards.forEach(card -> {
          ObjectNode one = contacts.addObject();
          put(one, "name", card.name());
          put(one, "organization", card.organization());
          card.phones().forEach(one.putArray("phones")::add);
          card.emails().forEach(one.putArray("emails")::add);
          card.addresses().forEach(one.putArray("addresses")::add);
          card.urls().forEach(one.putArray("urls")::add);
        });
      }
      case Content.ChoiceReply reply -> {
        json.put("text", reply.title());
        ObjectNode chosen = json.putObject("reply").put("title", reply.title());
        put(chosen, "optionId", reply.id());
      }
      case Content.FormReply form -> {
        ObjectNode answers = json.putObject("form");
        put(answers, "name", form.name());
        JsonNode fields = OutsideJson.readOrNothing(form.answers());
        answers.set("answers", fields.isMissingNode() ? OutsideJson.object() : fields);
      }
      case Content.Reaction(var emoji, var target) -> {
        ObjectNode reaction = json.putObject("reaction");
        put(reaction, "emoji", emoji);
        reaction.put("messageId", target.value());
      }
      case Content.Edit(var target, var now) -> {
        ObjectNode edit = json.putObject("edit");
        put(edit, "messageId", target == null ? null : target.value());
        content(now, edit, media);
      }
      case Content.Deletion(var target) ->
          put(json.putObject("deletion"), "messageId", target == null ? null : target.value());
      case Content.Notice notice ->
          json.putObject("notice").put("kind", notice.about().name().toLowerCase(Locale.ROOT));
      case Content.Order order -> {
        ObjectNode cart = json.putObject("order");
        put(cart, "catalog", order.catalog());
        ArrayNode items = cart.putArray("items");
        order
            .items()
            .forEach(item -> {
              ObjectNode one = items.addObject().put("product", item.product());
              put(one, "quantity", item.quantity());
              put(one, "price", item.price());
              put(one, "currency", item.currency());
            });
      }
      default -> {}
    }
  }

  private static String type(Content content) {
    return switch (content) {
      case Content.ChoiceReply _ -> "choice_reply";
      case Content.FormReply _ -> "form_reply";
      default -> io.wabridge.model.Excerpt.kind(content);
    };
  }

  private static ObjectNode media(Content.Media file, MediaBytes media) {
    ObjectNode json = OutsideJson.object();
    json.put("kind", file.type().name().toLowerCase(Locale.ROOT));
    json.put("mimeType", file.mimeType());
    put(json, "filename", file.filename());
    put(json, "caption", file.caption());
    json.put("voice", file.voice());
    switch (file.file()) {
      case MediaRef.Stored stored -> {
        json.put("state", "available");
        json.put("url", media.link(stored, file.mimeType(), file.filename()));
        json.put("bytes", stored.bytes());
        json.put("sha256", stored.sha256());
      }
      case MediaRef.Pending _ -> json.put("state", "pending");
      case MediaRef.Gone(var reason, var _) ->
          json.put("state", "gone").put("reason", reason.name());
      case MediaRef.Remote _ -> json.put("state", "pending");
    }
    return json;
  }

  private static ObjectNode person(Person person) {
    ObjectNode json = OutsideJson.object();
    put(json, "bsuid", person.bsuid());
    put(json, "phone", person.waId() == null ? null : "+" + person.waId());
    put(json, "username", person.username());
    put(json, "displayName", person.name());
    return json;
  }

  private static void origin(Origin origin, ObjectNode json) {
    if (origin.forwarded() != null) {
      json.put("forwarded", origin.forwarded().name().toLowerCase(Locale.ROOT));
    }
    put(json, "author", origin.author());
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

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
