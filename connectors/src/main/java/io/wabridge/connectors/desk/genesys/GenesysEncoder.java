package io.wabridge.connectors.desk.genesys;

import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Language;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.node.ObjectNode;

/** Encodes messages in Genesys' format: text, one attachment, or any other content as text. */
final class GenesysEncoder {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  static final long LARGEST = 25L * 1024 * 1024;

  private GenesysEncoder() {}

  static ObjectNode message(Message message, MediaBytes media, Language language) {
    ObjectNode json = begin(message);
    if (message.content() instanceof Content.Media file
        && file.file() instanceof MediaRef.Stored stored) {
      String link =
          media.link(stored, file.mimeType(), Filenames.complete(file.filename(), file.mimeType()));
      if (stored.bytes() > LARGEST) {
        json.put("text", PlainTextRenderer.quoted(message.quote(), tooLarge(file, link)));
      } else {
        String caption = file.caption() == null ? "" : file.caption();
        attachment(PlainTextRenderer.quoted(message.quote(), caption), file, stored, link, json);
      }
    } else if (message.content() instanceof Content.Edit edit
        && edit.now() instanceof Content.Media file
        && file.file() instanceof MediaRef.Stored stored
        && stored.bytes() <= LARGEST) {
      String link = media.link(stored, file.mimeType(), file.filename());
      attachment(PlainTextRenderer.of(message, language), file, stored, link, json);
    } else {
      json.put("text", PlainTextRenderer.of(message, language));
    }
    return json;
  }

  /** A chosen answer, as the response to the message with the question. */
  static ObjectNode answer(Message message, Content.ChoiceReply choice, ExternalId question) {
    GenesysChoice chosen = chosen(choice);
    ObjectNode json = begin(message);
    json.putObject("buttonResponse")
        .put("type", chosen.type().response)
        .put("text", choice.title())
        .put("payload", chosen.payload());
    json.put("originatingMessageId", question.value());
    return json;
  }

  static GenesysChoice chosen(Content.ChoiceReply choice) {
    return GenesysChoice.of(choice.id() == null ? choice.title() : choice.id());
  }

  static ObjectNode receipt(Receipt receipt) {
    ObjectNode json = OutsideJson.object();
    json.put("id", receipt.externalId().value());
    ObjectNode channel = json.putObject("channel");
    channel.putObject("to").put("id", receipt.deskAddress()).put("idType", "Opaque");
    channel.put("time", TIME.format(receipt.at()));
    boolean failed = receipt.status() == Status.FAILED;
    json.put("status", failed ? "Failed" : "Delivered");
    if (failed) {
      Reason reason = receipt.reason() == null ? Reason.OTHER_SIDE : receipt.reason();
      String detail = receipt.detail();
      json.putArray("reasons")
          .addObject()
          .put("code", GenesysReceiptCode.of(reason))
          .put(
              "message",
              reason.sentence() + (detail == null || detail.isBlank() ? "" : " (" + detail + ")"));
    }
    json.put("isFinalReceipt", true);
    return json;
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  private static ObjectNode begin(Message message) {
    ObjectNode json = OutsideJson.object();
    ObjectNode channel = json.putObject("channel");
    from(message, channel.putObject("from"));
    channel.put("time", TIME.format(message.saidAt()));
    channel.put("messageId", message.externalId().value());
    ObjectNode attributes = GenesysAttributes.of(message);
    if (!attributes.isEmpty()) {
      channel.putObject("metadata").set("customAttributes", attributes);
    }
    return json;
  }

  private static void from(Message message, ObjectNode from) {
    from.put("id", message.deskAddress());
    from.put("idType", "Opaque");
    Person person = message.person();
    String name = person.name() != null ? person.name() : person.username();
    if (name == null || name.isBlank()) {
      return;
    }
    String plain = name.strip();
    from.put("nickname", plain);
    int cut = plain.lastIndexOf(' ');
    from.put("firstName", cut < 0 ? plain : plain.substring(0, cut).strip());
    if (cut >= 0) {
      from.put("lastName", plain.substring(cut + 1));
    }
  }

  private static void attachment(
      String text, Content.Media file, MediaRef.Stored stored, String link, ObjectNode json) {
    if (!text.isBlank()) {
      json.put("text", text.strip());
    }
    ObjectNode element = json.putArray("content").addObject();
    element.put("contentType", "Attachment");
    ObjectNode attachment = element.putObject("attachment");
    attachment.put("mediaType", mediaType(file.type()));
    attachment.put("url", link);
    attachment.put("mime", Filenames.bareType(file.mimeType()));
    attachment.put("filename", Filenames.complete(file.filename(), file.mimeType()));
    attachment.put("sha256", stored.sha256());
  }

  private static String mediaType(MediaKind kind) {
    return switch (kind) {
      case IMAGE, STICKER -> "Image";
      case VIDEO -> "Video";
      case AUDIO -> "Audio";
      case DOCUMENT -> "File";
    };
  }

  private static String tooLarge(Content.Media file, String link) {
    String what = Filenames.complete(file.filename(), file.mimeType());
    String note =
        "[The file “" + what + "” is larger than the 25 MB that can be shown here: " + link + "]";
    return file.caption() == null ? note : note + "\n" + file.caption();
  }
}
