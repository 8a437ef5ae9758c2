package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.Words;
import io.wabridge.connectors.chatwoot.ChatwootMarkdown;
import io.wabridge.connectors.chatwoot.ChatwootMessageId;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.connector.Context;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encodes messages for Chatwoot: what the person said as an incoming message, what the business
 * said on its phone as an outgoing one, a notice as a private note.
 */
final class ChatwootEncoder {

  /** The usual limit of the web server in front of Chatwoot; a larger file becomes a link. */
  static final long LARGEST = 40L * 1024 * 1024;

  /** Chatwoot's own limit is 150,000. */
  static final int TEXT = 150_000;

  private static final String ECHO_PREFIX = "wb:";
  private static final int LONGEST_ERROR = 1_000;

  private ChatwootEncoder() {}

  static ChatwootPost message(Message message, ChatwootSession session, Context context) {
    return message.content() instanceof Content.Media media
            && media.file() instanceof MediaRef.Stored stored
            && stored.bytes() <= LARGEST
        ? new ChatwootPost(
            fields(message, session, caption(message, session, context)), media, stored)
        : linked(message, session, context);
  }

  /** A file as a link in a text; other content as text. */
  static ChatwootPost linked(Message message, ChatwootSession session, Context context) {
    var text =
        message.content() instanceof Content.Media media
                && media.file() instanceof MediaRef.Stored stored
            ? link(message, session, media, stored, context)
            : text(message, session, context);
    return new ChatwootPost(fields(message, session, text), null, null);
  }

  private static ObjectNode fields(Message message, ChatwootSession session, String text) {
    var json = OutsideJson.object();
    var notice = message.content() instanceof Content.Notice;
    var phone = message.origin().businessApp();
    json.put("content", Fields.clip(text, TEXT));
    json.put("message_type", notice || phone ? "outgoing" : "incoming");
    json.put("private", notice);
    json.put("source_id", message.externalId().value());
    json.put("echo_id", ECHO_PREFIX + message.id());
    var attributes = OutsideJson.object();
    var quoted = quoted(message, session);
    if (quoted != null) {
      attributes.put("in_reply_to", Long.parseLong(quoted.message()));
    }
    if (phone) {
      attributes.put("external_echo", true);
    }
    if (!attributes.isEmpty()) {
      json.set("content_attributes", attributes);
    }
    return json;
  }

  /** The message that it answers, if Chatwoot has it in the same conversation. */
  static @Nullable ChatwootMessageId quoted(Message message, ChatwootSession session) {
    ExternalId quoted = message.quoted();
    return quoted == null
        ? null
        : ChatwootMessageId.of(quoted)
            .filter(id -> id.conversation().equals(session.conversation()))
            .filter(id -> id.message().matches("[0-9]{1,18}"))
            .orElse(null);
  }

  private static String text(Message message, ChatwootSession session, Context context) {
    return switch (message.content()) {
      case Content.Reaction _, Content.Deletion _, Content.Edit _ ->
          PlainTextRenderer.of(message, context.language());
      case Content.Text _ ->
          answering(message, session, escaped(plain(message, context), message, context), context);
      default -> answering(message, session, plain(message, context), context);
    };
  }

  private static String plain(Message message, Context context) {
    return PlainTextRenderer.of(withoutQuote(message), context.language());
  }

  /** Without a reference in Chatwoot, the text begins with the message that it answers. */
  private static String answering(
      Message message, ChatwootSession session, String text, Context context) {
    return quoted(message, session) == null
        ? PlainTextRenderer.quoted(message.quote(), text, context.language())
        : text;
  }

  private static String escaped(String text, Message message, Context context) {
    return ChatwootSettings.of(context.settings()).escapes() && !message.origin().businessApp()
        ? ChatwootMarkdown.escaped(text)
        : text;
  }

  private static String caption(Message message, ChatwootSession session, Context context) {
    var caption = PlainTextRenderer.besideFile(withoutQuote(message), context.language());
    return answering(message, session, escaped(caption, message, context), context).strip();
  }

  private static String link(
      Message message,
      ChatwootSession session,
      Content.Media media,
      MediaRef.Stored stored,
      Context context) {
    var link = context.media().link(stored, media.mimeType(), media.filename());
    var note =
        Words.in(context.language()).say("file.linked", ChatwootUpload.filename(media), link);
    var caption = caption(message, session, context);
    return caption.isEmpty() ? note : caption + "\n" + note;
  }

  private static Message withoutQuote(Message message) {
    return new Message(
        message.id(),
        message.conversation(),
        message.direction(),
        message.channel(),
        message.desk(),
        message.person(),
        message.deskAddress(),
        message.content(),
        message.externalId(),
        null,
        null,
        message.saidAt(),
        message.origin());
  }

  /** Null for a status that Chatwoot does not have. */
  static @Nullable ObjectNode receipt(Receipt receipt) {
    var status = status(receipt.status());
    if (status == null) {
      return null;
    }
    var json = OutsideJson.object().put("status", status);
    if (status.equals("failed")) {
      var reason = receipt.reason() == null ? Reason.OTHER_SIDE : receipt.reason();
      var detail = receipt.detail();
      var why = reason.sentence() + (detail == null || detail.isBlank() ? "" : " (" + detail + ")");
      json.put("external_error", Fields.clip(why, LONGEST_ERROR));
    }
    return json;
  }

  private static @Nullable String status(Status status) {
    return switch (status) {
      case SENT -> "sent";
      case DELIVERED -> "delivered";
      case READ -> "read";
      case FAILED -> "failed";
      case RECEIVED, DELIVERING, UNCERTAIN, ACCEPTED, PARKED -> null;
    };
  }
}
