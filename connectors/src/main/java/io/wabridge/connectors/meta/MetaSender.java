package io.wabridge.connectors.meta;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundFailure;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.Explained;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends messages. Meta has no idempotency key, so after a lost answer the outcome is uncertain, and
 * the message is not sent a second time.
 */
final class MetaSender {

  private static final Duration SOON = Duration.ofSeconds(5);

  /** The same codes say that the type or that the size is wrong. */
  private static final Pattern TOO_LARGE =
      Pattern.compile("(?i)too (large|big)|(size|larger).*(limit|exceed|than)|exceed.*size");

  private final MetaCarrier carrier;
  private final MetaSpellings spellings = new MetaSpellings();

  MetaSender(MetaCarrier carrier) {
    this.carrier = carrier;
  }

  Delivery deliver(Message message, Context context) {
    Delivery unfit = unfit(message);
    if (unfit != null) {
      return unfit;
    }
    ObjectNode json =
        MetaEncoder.encode(
            message, uploaded(message.content(), context.uploaded()), context.language());
    if (json == null) {
      return new Delivery.Refused(
          Reason.UNSUPPORTED,
          "WhatsApp has no message for " + message.content().getClass().getSimpleName());
    }
    return inEitherSpelling(message, json, context);
  }

  /**
   * A number is refused because it is not on the list of a test number; it may be there in its
   * other spelling. The refusal is definite, so nothing is sent twice.
   */
  private Delivery inEitherSpelling(Message message, ObjectNode json, Context context) {
    @Nullable String number = message.person().waId();
    if (number == null || !json.has("to")) {
      return send(json, context);
    }
    String spelling = spellings.of(message.channel(), number);
    Delivery delivery = send(json.put("to", "+" + spelling), context);
    @Nullable String other = MetaSpellings.other(spelling);
    if (other == null || !notOnTestList(delivery)) {
      return delivery;
    }
    Delivery second = send(json.put("to", "+" + other), context);
    if (notOnTestList(second)) {
      return delivery;
    }
    if (second instanceof Delivery.Accepted) {
      spellings.remember(message.channel(), number, other);
    }
    return second;
  }

  private static boolean notOnTestList(Delivery delivery) {
    return delivery instanceof Delivery.Refused refused
        && refused.reason() == Reason.RECIPIENT_TEST_LIST;
  }

  private static MetaEncoder.@Nullable Uploaded uploaded(
      Content content, @Nullable ExternalId file) {
    return file != null
            && file(content) instanceof Content.Media media
            && media.file() instanceof MediaRef.Stored stored
        ? new MetaEncoder.Uploaded(MetaShapes.kind(media, stored.bytes()), file.value())
        : null;
  }

  /** The file of the content, or of a template's header. */
  private static Content.@Nullable Media file(Content content) {
    return switch (content) {
      case Content.Media media -> media;
      case Content.Template template -> template.values().file().orElse(null);
      default -> null;
    };
  }

  /** A repeated upload is harmless: only the message that refers to it is visible. */
  Delivery upload(Message message, Context context) {
    Delivery unfit = unfit(message);
    if (unfit != null) {
      return unfit;
    }
    if (!(file(message.content()) instanceof Content.Media file)) {
      return new Delivery.Refused(Reason.INTERNAL, "The message has no file.");
    }
    return switch (file.file()) {
      case MediaRef.Stored stored -> upload(file, stored, context);
      case MediaRef.Gone(var reason, var detail) -> new Delivery.Refused(reason, detail);
      case MediaRef.Pending(var reason) ->
          new Delivery.Refused(reason, "The file was not fetched yet.");
      case MediaRef.Remote _ ->
          new Delivery.Refused(Reason.INTERNAL, "The file was not stored before it was sent.");
    };
  }

  Delivery markRead(ExternalId message, Context context) {
    return mark(message, read(message), context);
  }

  /** Meta shows it for 25 seconds, or until the next message. */
  Delivery showTyping(ExternalId message, Context context) {
    ObjectNode json = read(message);
    json.putObject("typing_indicator").put("type", "text");
    return mark(message, json, context);
  }

  private static ObjectNode read(ExternalId message) {
    ObjectNode json = OutsideJson.object();
    json.put("messaging_product", "whatsapp");
    json.put("status", "read");
    json.put("message_id", MetaIds.whole(message));
    return json;
  }

  private Delivery mark(ExternalId message, ObjectNode json, Context context) {
    try {
      MetaReply reply = carrier.send(Operation.MARK_READ, json, context);
      return reply.success() ? new Delivery.Accepted(message, null) : repeatable(reply);
    } catch (IOException e) {
      return later(e);
    }
  }

  private Delivery send(ObjectNode json, Context context) {
    try {
      MetaReply reply = carrier.send(Operation.SEND_MESSAGE, json, context);
      return reply.success() ? accepted(reply) : outcome(reply);
    } catch (AddressRefused e) {
      return new Delivery.Refused(e.reason(), reasonOf(e));
    } catch (OutboundFailure e) {
      return e.begun()
          ? new Delivery.Uncertain(reasonOf(e))
          : new Delivery.Deferred(SOON, e.reason(), reasonOf(e));
    } catch (IOException e) {
      return new Delivery.Uncertain("The answer could not be read.");
    }
  }

  private Delivery upload(Content.Media file, MediaRef.Stored stored, Context context) {
    try {
      MetaReply reply = carrier.upload(plain(file), stored, context);
      String id = Fields.id(reply.json(), "id");
      if (reply.success() && id != null) {
        return new Delivery.Accepted(new ExternalId(id), null);
      }
      if (reply.status() == 413) {
        return new Delivery.Refused(Reason.MEDIA_SIZE, reply.detail());
      }
      int code = reply.fault().code();
      boolean wrongType = code == 131053 || code == 100 && reply.fault().subcode() != 33;
      if (wrongType && TOO_LARGE.matcher(reply.detail()).find()) {
        return new Delivery.Refused(Reason.MEDIA_SIZE, reply.detail());
      }
      return wrongType
          ? new Delivery.Refused(
              Reason.MEDIA_TYPE,
              reply.detail()
                  + " The file is "
                  + Filenames.bareType(file.mimeType())
                  + ". "
                  + MetaShapes.acceptedTypes())
          : repeatable(reply);
    } catch (IOException e) {
      return later(e);
    }
  }

  /** WhatsApp accepts one type of text file only; the file's name still says more. */
  private static Content.Media plain(Content.Media file) {
    boolean text = Filenames.bareType(file.mimeType()).startsWith("text/");
    return text
        ? new Content.Media(
            file.type(), "text/plain", file.filename(), file.caption(), file.voice(), file.file())
        : file;
  }

  static Delivery accepted(MetaReply reply) {
    List<JsonNode> messages = Fields.list(reply.json(), "messages");
    String id = messages.isEmpty() ? null : Fields.id(messages.getFirst(), "id");
    return id == null
        ? new Delivery.Uncertain("HTTP " + reply.status() + " without a message id.")
        : new Delivery.Accepted(new ExternalId(id), null);
  }

  static Delivery outcome(MetaReply reply) {
    return switch (reply.meaning()) {
      case Meaning.Never(var reason) -> new Delivery.Refused(reason, reply.detail());
      case Meaning.Token(var reason) -> new Delivery.Refused(reason, reply.detail());
      case Meaning.Later(var reason, var after) ->
          new Delivery.Deferred(
              reply.retryAfter() == null ? after : reply.retryAfter(), reason, reply.detail());
      case Meaning.Unknown _ -> new Delivery.Uncertain(reply.detail());
    };
  }

  /** The outcome of a call that may be repeated. */
  private static Delivery repeatable(MetaReply reply) {
    return outcome(reply) instanceof Delivery.Uncertain(var detail)
        ? new Delivery.Deferred(SOON, Reason.UNAVAILABLE, detail)
        : outcome(reply);
  }

  private static Delivery later(IOException e) {
    return switch (e) {
      case AddressRefused refused -> new Delivery.Refused(refused.reason(), reasonOf(e));
      case Explained explained -> new Delivery.Deferred(SOON, explained.reason(), reasonOf(e));
      default -> new Delivery.Deferred(SOON, Reason.UNAVAILABLE, reasonOf(e));
    };
  }

  /** Checks that need no call to Meta; the stages split texts and captions before. */
  private static @Nullable Delivery unfit(Message message) {
    if (!message.person().known()) {
      return new Delivery.Refused(
          Reason.UNKNOWN_PERSON, "Neither a number nor a user id is known.");
    }
    return switch (message.content()) {
      case Content.Text(var body) when body.isBlank() ->
          new Delivery.Refused(Reason.CONTENT_EMPTY, "The text is empty.");
      case Content.Text(var body) when body.length() > MetaShapes.TEXT -> tooLong(MetaShapes.TEXT);
      case Content.Choice choice when choice.numbered().length() > MetaShapes.TEXT ->
          tooLong(MetaShapes.TEXT);
      case Content.Media media when longer(media.caption()) -> tooLong(MetaShapes.CAPTION);
      case Content.Media media
          when media.file() instanceof MediaRef.Stored stored
              && MetaShapes.tooLarge(stored.bytes()) ->
          new Delivery.Refused(Reason.MEDIA_SIZE, "The file is larger than 100 MB.");
      default -> null;
    };
  }

  private static boolean longer(@Nullable String caption) {
    return caption != null && caption.length() > MetaShapes.CAPTION;
  }

  private static Delivery tooLong(int most) {
    return new Delivery.Refused(
        Reason.CONTENT_TOO_LONG, "The text is longer than " + most + " characters.");
  }

  private static String reasonOf(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
