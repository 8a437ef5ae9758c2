package io.wabridge.connectors.desk.genesys;

import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.Words;
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
    Content.Media file = PlainTextRenderer.file(message.content());
    if (file != null && file.file() instanceof MediaRef.Stored stored) {
      String link =
          media.link(stored, file.mimeType(), Filenames.complete(file.filename(), file.mimeType()));
      if (stored.bytes() > LARGEST) {
        json.put("text", tooLarge(message, file, link, language));
      } else {
        String text = PlainTextRenderer.besideFile(message, language);
        if (!text.isEmpty()) {
          json.put("text", text);
        }
        attachment(file, stored, link, json);
      }
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

  static ObjectNode receipt(Receipt receipt, Language language) {
    ObjectNode json = OutsideJson.object();
    json.put("id", receipt.externalId().value());
    ObjectNode channel = json.putObject("channel");
    channel.putObject("to").put("id", receipt.deskAddress()).put("idType", "Opaque");
    channel.put("time", TIME.format(receipt.at()));
    boolean failed = receipt.status() == Status.FAILED;
    json.put("status", failed ? "Failed" : "Delivered");
    if (failed) {
      Reason reason = receipt.reason() == null ? Reason.OTHER_SIDE : receipt.reason();
      json.putArray("reasons")
          .addObject()
          .put("code", GenesysReceiptCode.of(reason))
          .put("message", Words.in(language).reason(reason));
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
      Content.Media file, MediaRef.Stored stored, String link, ObjectNode json) {
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

  private static String tooLarge(
      Message message, Content.Media file, String link, Language language) {
    String name = Filenames.complete(file.filename(), file.mimeType());
    String most = String.valueOf(LARGEST / (1024 * 1024));
    return PlainTextRenderer.insteadOfFile(message, file, language, "file.large", name, most, link);
  }
}
