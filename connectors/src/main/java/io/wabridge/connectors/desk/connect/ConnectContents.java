package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.desk.Markdown;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the contents of an agent's or a flow's message. */
final class ConnectContents {

  static final String PLAIN = "text/plain";
  static final String INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";
  static final String INTERACTIVE_RESPONSE = INTERACTIVE + ".response";
  static final String EVENT = "application/vnd.amazonaws.connect.event.";

  private static final String MARKDOWN = "text/markdown";

  private ConnectContents() {}

  /** The contents of an item; none if it says nothing. */
  static List<Content> of(JsonNode item) throws WebhookUnreadable {
    if (word(item, "Type", "").equals("ATTACHMENT")) {
      return files(item);
    }
    var type = word(item, "ContentType", "");
    var content = text(item, "Content");
    if (content == null || content.isBlank()) {
      return List.of();
    }
    return switch (Filenames.bareType(type)) {
      case PLAIN -> List.of(new Content.Text(content));
      case MARKDOWN -> List.of(new Content.Text(Markdown.toWhatsApp(content)));
      case INTERACTIVE -> ConnectTemplates.of(OutsideJson.readOrNothing(content));
      default -> throw new WebhookUnreadable("The message has a content type that is not known.");
    };
  }

  /** Only files that were approved are kept by Amazon Connect. */
  private static List<Content> files(JsonNode item) {
    var contents = new ArrayList<Content>();
    for (var file : list(item, "Attachments")) {
      var id = id(file, "AttachmentId");
      if (id != null
          && id.matches("[A-Za-z0-9-]{1,256}")
          && word(file, "Status", "").equals("APPROVED")) {
        contents.add(file(file, id));
      }
    }
    return contents;
  }

  private static Content file(JsonNode file, String id) {
    var type = Filenames.type(word(file, "ContentType"), "application/octet-stream");
    var bytes = whole(file, "AttachmentSizeInBytes");
    return new Content.Media(
        kind(type),
        type,
        Filenames.plain(word(file, "AttachmentName")),
        null,
        false,
        new MediaRef.Remote(id, null, null, bytes == null || bytes <= 0 ? null : bytes));
  }

  private static MediaKind kind(String type) {
    return switch (Filenames.bareType(type).split("/", 2)[0]) {
      case "image" -> MediaKind.IMAGE;
      case "video" -> MediaKind.VIDEO;
      case "audio" -> MediaKind.AUDIO;
      default -> MediaKind.DOCUMENT;
    };
  }
}
