package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.Words;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Receipt;
import io.wabridge.model.connector.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encodes messages for a chat: text in parts of the permitted length, files as attachments or
 * links, the chosen answer of a question as the exact text that Amazon Connect waits for.
 */
final class ConnectEncoder {

  private static final int LONGEST_NAME = 256;

  private ConnectEncoder() {}

  static List<ConnectPost> posts(Message message, Context context) {
    if (message.content() instanceof Content.ChoiceReply choice && !choice.title().isBlank()) {
      return List.of(ConnectReplyId.post(choice));
    }
    var file = file(message, context);
    if (file == null) {
      return texts(text(message, context), context);
    }
    var posts = new ArrayList<ConnectPost>();
    posts.add(file);
    var caption = PlainTextRenderer.besideFile(message, context.language()).strip();
    if (!caption.isEmpty()) {
      posts.addAll(texts(caption, context));
    }
    return posts;
  }

  private static List<ConnectPost> texts(String text, Context context) {
    var limit = ConnectSettings.of(context.settings()).textLimit();
    return limit.parts(text).stream()
        .<ConnectPost>map(part -> new ConnectPost.Text(ConnectContents.PLAIN, part))
        .toList();
  }

  private static String text(Message message, Context context) {
    return message.content() instanceof Content.Media media
            && media.file() instanceof MediaRef.Stored stored
        ? PlainTextRenderer.insteadOfFile(
            message,
            media,
            context.language(),
            "file.linked",
            name(media),
            context.media().link(stored, media.mimeType(), media.filename()))
        : PlainTextRenderer.of(message, context.language());
  }

  /** The file, if the instance accepts it; null otherwise. */
  private static ConnectPost.@Nullable File file(Message message, Context context) {
    if (!(message.content() instanceof Content.Media media)
        || !(media.file() instanceof MediaRef.Stored stored)) {
      return null;
    }
    var settings = ConnectSettings.of(context.settings());
    var name = name(media);
    var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!settings.attachmentTypes().contains(extension)
        || stored.bytes() > settings.attachmentBytes()) {
      return null;
    }
    var address = context.media().link(stored, media.mimeType(), media.filename());
    var link = Words.in(context.language()).say("file.linked", name, address);
    return new ConnectPost.File(media, stored, name, link);
  }

  private static String name(Content.Media media) {
    var name = Filenames.complete(media.filename(), media.mimeType());
    return name.length() <= LONGEST_NAME ? name : Filenames.forType(media.mimeType());
  }

  /** What a new chat begins with if its first message is a file; null for other messages. */
  static @Nullable String announced(Message message, Context context) {
    var file = file(message, context);
    if (file == null) {
      return null;
    }
    var media = file.media();
    var plain =
        new Content.Media(
            media.type(), media.mimeType(), file.name(), null, media.voice(), media.file());
    return PlainTextRenderer.of(plain, context.language());
  }

  static ObjectNode message(ConnectPost.Text text, String clientToken) {
    return OutsideJson.object()
        .put("ContentType", text.contentType())
        .put("Content", Fields.clean(text.content()))
        .put("ClientToken", clientToken);
  }

  static ObjectNode upload(ConnectPost.File file, String clientToken) {
    return OutsideJson.object()
        .put("ContentType", Filenames.bareType(file.media().mimeType()))
        .put("AttachmentSizeInBytes", file.stored().bytes())
        .put("AttachmentName", file.name())
        .put("ClientToken", clientToken);
  }

  /** Null for a status that a chat does not show. */
  static @Nullable ObjectNode receipt(Receipt receipt) {
    var event =
        switch (receipt.status()) {
          case DELIVERED -> "message.delivered";
          case READ -> "message.read";
          case SENT, FAILED, RECEIVED, DELIVERING, UNCERTAIN, ACCEPTED, PARKED -> null;
        };
    if (event == null) {
      return null;
    }
    var content = OutsideJson.object().put("messageId", receipt.externalId().value());
    return OutsideJson.object()
        .put("ContentType", ConnectContents.EVENT + event)
        .put("Content", OutsideJson.write(content))
        .put(
            "ClientToken",
            receipt.about() + "-" + receipt.status().name().toLowerCase(Locale.ROOT));
  }
}
