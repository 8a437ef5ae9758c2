package io.wabridge.connectors.meta;

import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.Message;
import io.wabridge.model.Person;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encodes a message in Meta's format. Nothing is cut: content that does not fit is refused, not
 * shortened.
 */
final class MetaEncoder {

  private static final Pattern LINK = Pattern.compile("https?://\\S");

  private MetaEncoder() {}

  /** An upload that the message refers to. */
  record Uploaded(MediaKind kind, String id) {}

  /** The request, or null for a content for which WhatsApp has no message. */
  static @Nullable ObjectNode encode(Message message, @Nullable Uploaded file, Language language) {
    ObjectNode json = OutsideJson.object();
    json.put("messaging_product", "whatsapp");
    json.put("recipient_type", message.person().group() == null ? "individual" : "group");
    address(message.person(), json);
    if (!content(forGroup(message, language), file, language, json)) {
      return null;
    }
    ExternalId quoted = message.quoted();
    if (quoted != null
        && MetaIds.known(quoted)
        && !(message.content() instanceof Content.Reaction)) {
      json.putObject("context").put("message_id", MetaIds.whole(quoted));
    }
    json.put("biz_opaque_callback_data", message.id().value());
    return json;
  }

  /** Groups have no form for questions, nor for anything else to press. */
  private static Content forGroup(Message message, Language language) {
    if (message.person().group() == null) {
      return message.content();
    }
    return switch (message.content()) {
      case Content.Choice choice -> new Content.Text(choice.numbered());
      case Content.Interactive interactive ->
          new Content.Text(PlainTextRenderer.of(interactive, language));
      default -> message.content();
    };
  }

  /** The number if it is known (so that WhatsApp keeps sending it), otherwise the user id. */
  private static void address(Person person, ObjectNode json) {
    if (person.group() != null) {
      json.put("to", person.group());
    } else if (person.waId() != null) {
      json.put("to", "+" + person.waId());
    } else {
      json.put("recipient", person.bsuid() != null ? person.bsuid() : person.parentBsuid());
    }
  }

  private static boolean content(
      Content content, @Nullable Uploaded file, Language language, ObjectNode json) {
    switch (content) {
      case Content.Text(var body) -> text(body, json);
      case Content.Media media -> {
        if (file == null) {
          return false;
        }
        media(media, file, json);
      }
      case Content.Location place -> location(place, json);
      case Content.Contacts(var cards) -> contacts(cards, json);
      case Content.Choice choice -> MetaChoice.write(choice, language, json);
      case Content.Interactive interactive -> MetaInteraction.write(interactive, json);
      case Content.Reaction(var emoji, var target) -> {
        if (!MetaIds.known(target)) {
          return false;
        }
        typed("reaction", json)
            .put("message_id", MetaIds.whole(target))
            .put("emoji", emoji == null ? "" : emoji);
      }
      case Content.Template template -> {
        return MetaTemplateEncoder.write(template, file, json);
      }
      case Content.ChoiceReply _,
          Content.FormReply _,
          Content.Order _,
          Content.Edit _,
          Content.Deletion _,
          Content.Notice _,
          Content.Unsupported _ -> {
        return false;
      }
    }
    return true;
  }

  static void text(String body, ObjectNode json) {
    ObjectNode text = typed("text", json);
    if (LINK.matcher(body).find()) {
      text.put("preview_url", true);
    }
    text.put("body", body);
  }

  private static void media(Content.Media media, Uploaded file, ObjectNode json) {
    ObjectNode node = typed(file.kind().name().toLowerCase(Locale.ROOT), json);
    node.put("id", file.id());
    boolean captions = file.kind() != MediaKind.AUDIO && file.kind() != MediaKind.STICKER;
    if (captions && media.caption() != null) {
      node.put("caption", media.caption());
    }
    if (file.kind() == MediaKind.DOCUMENT) {
      node.put("filename", filename(media));
    }
    boolean ogg = Filenames.bareType(media.mimeType()).equals("audio/ogg");
    if (file.kind() == MediaKind.AUDIO && media.voice() && ogg) {
      node.put("voice", true);
    }
  }

  static String filename(Content.Media media) {
    return Filenames.complete(media.filename(), media.mimeType());
  }

  private static void location(Content.Location place, ObjectNode json) {
    ObjectNode node = typed("location", json);
    node.put("latitude", String.valueOf(place.latitude()));
    node.put("longitude", String.valueOf(place.longitude()));
    // WhatsApp shows an address only below a name
    String name = place.name() != null ? place.name() : place.address();
    if (name != null) {
      node.put("name", name);
    }
    if (place.address() != null) {
      node.put("address", place.address());
    }
  }

  private static void contacts(List<Content.Contacts.Card> cards, ObjectNode json) {
    json.put("type", "contacts");
    ArrayNode list = json.putArray("contacts");
    for (Content.Contacts.Card card : cards) {
      ObjectNode node = list.addObject();
      String name =
          card.name() != null ? card.name() : card.phones().stream().findFirst().orElse("?");
      node.putObject("name").put("formatted_name", name).put("first_name", name);
      if (card.organization() != null) {
        node.putObject("org").put("company", card.organization());
      }
      card.phones().forEach(phone -> node.withArray("phones").addObject().put("phone", phone));
      card.emails().forEach(email -> node.withArray("emails").addObject().put("email", email));
      card.urls().forEach(url -> node.withArray("urls").addObject().put("url", url));
      card.addresses().forEach(a -> node.withArray("addresses").addObject().put("street", a));
    }
  }

  static ObjectNode typed(String type, ObjectNode json) {
    json.put("type", type);
    return json.putObject(type);
  }
}
