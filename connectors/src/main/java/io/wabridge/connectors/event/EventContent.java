package io.wabridge.connectors.event;

import static io.wabridge.connectors.event.EventForm.put;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaRef;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the content of a message: its type, and its values in a property of their own.
 *
 * @param about the receiver's id of the message that this one answers or changes; null: it does not
 *     have it
 */
public record EventContent(FileLinks links, @Nullable String about) {

  /** Creates links to stored files. */
  @FunctionalInterface
  public interface FileLinks {

    /** An address of the file that is valid for some time, without credentials. */
    String link(MediaRef.Stored file, String mimeType, @Nullable String filename);
  }

  public void write(Content content, ObjectNode json) {
    switch (content) {
      case Content.Text(var body) -> json.put("type", "text").put("text", body);
      case Content.Media file -> json.put("type", "media").set("media", media(file));
      case Content.Location place -> location(place, json);
      case Content.Contacts contacts -> contacts(contacts, json);
      case Content.Choice choice -> json.put("type", "choice").put("text", choice.numbered());
      case Content.Template template -> {
        json.put("type", "template").put("text", template.text());
        put(
            json.putObject("template").put("name", template.name()),
            "language",
            template.language());
      }
      case Content.Interactive message -> EventInteraction.write(message, json);
      case Content.ChoiceReply reply -> {
        json.put("type", "choice_reply").put("text", reply.title());
        ObjectNode chosen = json.putObject("reply").put("title", reply.title());
        put(chosen, "optionId", reply.id());
        put(chosen, "description", reply.description());
        put(chosen, "inReplyTo", about);
      }
      case Content.FormReply form -> {
        ObjectNode answers = json.put("type", "form_reply").putObject("form");
        put(answers, "name", form.name());
        put(answers, "inReplyTo", about);
        JsonNode fields = OutsideJson.readOrNothing(form.answers());
        answers.set("answers", fields.isObject() ? fields : OutsideJson.object());
      }
      case Content.Order order -> order(order, json);
      case Content.Reaction(var emoji, var target) ->
          put(changed("reaction", target, json), "emoji", emoji);
      case Content.Edit(var target, var now) -> write(now, changed("edit", target, json));
      case Content.Deletion(var target) -> changed("deletion", target, json);
      case Content.Notice notice -> {
        ObjectNode system = json.put("type", "system").putObject("notice");
        system.put("kind", notice.about().name().toLowerCase(Locale.ROOT));
        ObjectNode values = system.putObject("values");
        notice.values().forEach(values::put);
      }
      case Content.Unsupported unsupported ->
          put(json.put("type", "unsupported"), "unsupportedType", unsupported.type());
    }
  }

  /** Names the message that changes, by the ids of both sides. */
  private ObjectNode changed(String type, @Nullable ExternalId target, ObjectNode json) {
    ObjectNode change = json.put("type", type).putObject(type);
    put(change, "messageId", about);
    put(change, "providerMessageId", target == null ? null : target.value());
    return change;
  }

  private static void location(Content.Location place, ObjectNode json) {
    ObjectNode location = json.put("type", "location").putObject("location");
    location.put("latitude", place.latitude()).put("longitude", place.longitude());
    put(location, "name", place.name());
    put(location, "address", place.address());
    put(location, "url", place.url());
  }

  private static void contacts(Content.Contacts contacts, ObjectNode json) {
    ArrayNode cards = json.put("type", "contacts").putArray("contacts");
    contacts
        .cards()
        .forEach(card -> {
          ObjectNode one = cards.addObject();
          put(one, "name", card.name());
          put(one, "organization", card.organization());
          card.phones().forEach(one.putArray("phones")::add);
          card.emails().forEach(one.putArray("emails")::add);
          card.addresses().forEach(one.putArray("addresses")::add);
          card.urls().forEach(one.putArray("urls")::add);
        });
  }

  private static void order(Content.Order order, ObjectNode json) {
    ObjectNode cart = json.put("type", "order").putObject("order");
    put(cart, "catalog", order.catalog());
    put(cart, "text", order.text());
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

  private ObjectNode media(Content.Media file) {
    ObjectNode json = OutsideJson.object();
    json.put("kind", file.type().name().toLowerCase(Locale.ROOT));
    json.put("mimeType", file.mimeType());
    put(json, "filename", file.filename());
    put(json, "caption", file.caption());
    json.put("voice", file.voice());
    switch (file.file()) {
      case MediaRef.Stored stored -> {
        json.put("state", "available");
        json.put("url", links.link(stored, file.mimeType(), file.filename()));
        json.put("bytes", stored.bytes());
        json.put("sha256", stored.sha256());
      }
      case MediaRef.Pending _, MediaRef.Remote _ -> json.put("state", "pending");
      case MediaRef.Gone(var reason, var _) ->
          json.put("state", "gone").put("reason", reason.name());
    }
    return json;
  }
}
