package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a file in a message; one that is too large for WhatsApp arrives as missing. */
final class MetaFiles {

  private MetaFiles() {}

  static @Nullable Content read(MediaKind kind, JsonNode file, JsonNode message) {
    List<JsonNode> errors = list(message, "errors");
    if (!file.isObject() && errors.isEmpty()) {
      return null;
    }
    boolean voice = flag(file, "voice") || word(message, "type", "").equals("voice");
    return new Content.Media(
        kind,
        Filenames.type(word(file, "mime_type"), usual(kind)),
        Filenames.plain(text(file, "filename")),
        word(file, "caption"),
        voice,
        where(file, errors));
  }

  private static MediaRef where(JsonNode file, List<JsonNode> errors) {
    @Nullable String id = Fields.id(file, "id");
    @Nullable String url = word(file, "url");
    if (id == null && url == null) {
      String detail =
          errors.isEmpty()
              ? "WhatsApp named no file."
              : MetaFault.details(errors.stream().map(MetaFault::of).toList());
      return new MediaRef.Gone(Reason.MEDIA_GONE, detail);
    }
    return new MediaRef.Remote(
        id, url, Digests.asHex(word(file, "sha256")), whole(file, "file_size"));
  }

  private static String usual(MediaKind kind) {
    return switch (kind) {
      case IMAGE -> "image/jpeg";
      case VIDEO -> "video/mp4";
      case AUDIO -> "audio/ogg";
      case STICKER -> "image/webp";
      case DOCUMENT -> "application/octet-stream";
    };
  }
}
