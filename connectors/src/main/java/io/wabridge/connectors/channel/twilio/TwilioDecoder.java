package io.wabridge.connectors.channel.twilio;

import static io.wabridge.connectors.Fields.decimal;
import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Origin;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.WebhookUnreadable;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decodes one part of a webhook. Twilio does not say when something happened, so it is now. */
final class TwilioDecoder {

  private static final String FILE = "file";

  private TwilioDecoder() {}

  static ChannelEvent decode(String part) throws WebhookUnreadable {
    var root = OutsideJson.read(part);
    if (root.path("message").isObject()) {
      var file = Fields.whole(root, FILE);
      return message(root.path("message"), file == null ? 0 : file.intValue());
    }
    return root.path("status").isObject()
        ? status(root.path("status"), id(root, "reference"))
        : new ChannelEvent.Ignored(word(root, "other", "event"));
  }

  private static ChannelEvent message(JsonNode form, int file) {
    if (!TwilioPeople.onWhatsApp(word(form, "From"))) {
      return new ChannelEvent.Ignored("not-whatsapp");
    }
    var id = messageId(form);
    var quoted = id(form, "OriginalRepliedMessageSid");
    return new ChannelEvent.PersonMessage(
        file == 0 ? id : id.derived(FILE + file),
        TwilioPeople.sender(form),
        content(form, file),
        quoted == null ? null : new ExternalId(quoted),
        new Origin(forwarded(form), referral(form), null, false),
        Instant.now());
  }

  private static ExternalId messageId(JsonNode form) {
    return new ExternalId(id(form, "MessageSid", id(form, "SmsSid", "?")));
  }

  /** The list's parameters are not documented: other handlers of Twilio's webhooks read them. */
  private static Content content(JsonNode form, int file) {
    var body = word(form, "Body");
    if (form.has("ButtonText") || form.has("ButtonPayload")) {
      return reply(id(form, "ButtonPayload"), word(form, "ButtonText"), body, null);
    }
    if (form.has("ListId")) {
      return reply(
          id(form, "ListId"), word(form, "ListTitle"), body, word(form, "ListDescription"));
    }
    var answers = word(form, "InteractiveData");
    if (answers != null) {
      return new Content.FormReply(null, answers);
    }
    var latitude = decimal(form, "Latitude");
    var longitude = decimal(form, "Longitude");
    if (latitude != null && longitude != null) {
      return new Content.Location(
          latitude, longitude, word(form, "Label"), word(form, "Address"), null);
    }
    var media = media(form, file, body);
    if (media != null) {
      return media;
    }
    // the text as it is, with its line breaks at both ends
    var text = Fields.text(form, "Body");
    return body == null || text == null
        ? new Content.Unsupported(unreadable(form), null)
        : new Content.Text(text);
  }

  private static String unreadable(JsonNode form) {
    var type = word(form, "MessageType", "text").toLowerCase(Locale.ROOT);
    return type.equals("text") ? Content.Unsupported.EMPTY : type;
  }

  private static Content reply(
      @Nullable String id,
      @Nullable String title,
      @Nullable String body,
      @Nullable String description) {
    var shown = title != null ? title : body != null ? body : id;
    return new Content.ChoiceReply(id, shown == null ? "" : shown, description);
  }

  /** A shared contact is a file, too: a vCard. The text belongs to the first file. */
  private static @Nullable Content media(JsonNode form, int file, @Nullable String body) {
    var url = word(form, "MediaUrl" + file);
    var said = word(form, "MediaContentType" + file);
    if (url == null && said == null) {
      return null;
    }
    var type = Filenames.type(said, "application/octet-stream");
    var bare = Filenames.bareType(type);
    return new Content.Media(
        kind(bare, word(form, "MessageType", "")),
        type,
        bare.contains("vcard") ? "contact.vcf" : null,
        file == 0 ? body : null,
        bare.equals("audio/ogg"),
        url == null
            ? new MediaRef.Gone(Reason.MEDIA_GONE, "Twilio named no address of the file.")
            : new MediaRef.Remote(null, url, null, null));
  }

  private static MediaKind kind(String bareType, String messageType) {
    return switch (bareType.replaceFirst("/.*$", "")) {
      case "image" ->
          bareType.equals("image/webp") || messageType.equalsIgnoreCase("sticker")
              ? MediaKind.STICKER
              : MediaKind.IMAGE;
      case "video" -> MediaKind.VIDEO;
      case "audio" -> MediaKind.AUDIO;
      default -> MediaKind.DOCUMENT;
    };
  }

  private static Origin.@Nullable Forwarded forwarded(JsonNode form) {
    if (flag(form, "FrequentlyForwarded")) {
      return Origin.Forwarded.OFTEN;
    }
    return flag(form, "Forwarded") ? Origin.Forwarded.ONCE : null;
  }

  private static Origin.@Nullable Referral referral(JsonNode form) {
    var type = word(form, "ReferralSourceType");
    var id = id(form, "ReferralSourceId");
    var url = word(form, "ReferralSourceUrl");
    return type == null && id == null && url == null
        ? null
        : new Origin.Referral(
            type,
            id,
            url,
            word(form, "ReferralHeadline"),
            word(form, "ReferralBody"),
            word(form, "ReferralCtwaClid"),
            word(form, "ReferralMediaUrl"));
  }

  private static ChannelEvent status(JsonNode form, @Nullable String reference) {
    var became =
        switch (word(form, "MessageStatus", "").toLowerCase(Locale.ROOT)) {
          case "accepted", "queued", "sending" -> Status.ACCEPTED;
          case "sent" -> Status.SENT;
          case "delivered" -> Status.DELIVERED;
          case "read" -> Status.READ;
          case "failed", "undelivered", "canceled" -> Status.FAILED;
          default -> null;
        };
    if (became == null || !TwilioPeople.onWhatsApp(word(form, "To"))) {
      return new ChannelEvent.Ignored("status");
    }
    var failed = became == Status.FAILED;
    return new ChannelEvent.StatusUpdate(
        messageId(form),
        reference,
        TwilioPeople.recipient(form),
        became,
        failed ? TwilioErrors.meaning(word(form, "ErrorCode", ""), 400).reason() : null,
        failed ? detail(form) : null,
        Instant.now());
  }

  private static String detail(JsonNode form) {
    var code = word(form, "ErrorCode");
    var words =
        word(form, "ChannelStatusMessage", word(form, "ErrorMessage", TwilioErrors.words(code)));
    var text = code == null ? words : "Twilio " + code + (words.isEmpty() ? "" : ": " + words);
    return text.isEmpty() ? "Twilio gave no reason." : Fields.clip(text, 500);
  }
}
