package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads messages of agents and bots: text and files, questions with choices, and richer forms as
 * text.
 */
final class GenesysContents {

  private static final int CAPTION = 1024;
  private static final Set<MediaKind> CAPTIONED =
      Set.of(MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.DOCUMENT);

  private GenesysContents() {}

  /** Text and attachments; the text becomes the caption of a single file that can have one. */
  static List<Content> text(JsonNode root) {
    List<Content> files = new ArrayList<>();
    List<Content> contents = new ArrayList<>();
    @Nullable String text = said(root);
    for (JsonNode element : list(root, "content")) {
      JsonNode attachment = element.path("attachment");
      if (!attachment.isObject()) {
        contents.addAll(GenesysForms.read(element));
      } else if (file(attachment) instanceof Content file) {
        files.add(file);
      }
    }
    boolean single = files.size() == 1 && contents.isEmpty();
    if (text != null
        && single
        && files.getFirst() instanceof Content.Media media
        && takes(media, text)) {
      return List.of(captioned(media, text));
    }
    List<Content> all = new ArrayList<>();
    if (text != null) {
      all.add(new Content.Text(text));
    }
    all.addAll(contents);
    files.forEach(file -> all.addAll(separated(file)));
    return all;
  }

  /** Quick replies are a question; everything else is rendered as text. */
  static List<Content> structured(JsonNode root) {
    List<Content.Choice.Option> options = new ArrayList<>();
    List<JsonNode> elements = list(root, "content");
    for (JsonNode element : elements) {
      options.addAll(GenesysForms.options(element));
    }
    boolean onlyOptions =
        !options.isEmpty()
            && elements.stream().noneMatch(element -> GenesysForms.options(element).isEmpty());
    if (!onlyOptions) {
      return text(root);
    }
    @Nullable String question = said(root);
    String title = question == null ? GenesysForms.title(elements) : question;
    return List.of(new Content.Choice(title, List.copyOf(options)));
  }

  private static @Nullable String said(JsonNode root) {
    String text = Fields.text(root, "text");
    return text == null || text.isBlank() ? null : text;
  }

  private static boolean takes(Content.Media media, String caption) {
    boolean same = media.caption() == null || media.caption().equals(caption);
    return same && CAPTIONED.contains(media.type()) && caption.length() <= CAPTION;
  }

  private static Content captioned(Content.Media media, @Nullable String caption) {
    return new Content.Media(
        media.type(), media.mimeType(), media.filename(), caption, media.voice(), media.file());
  }

  /** A file with its caption, or the file and then the text if the kind of file has no caption. */
  private static List<Content> separated(Content content) {
    if (!(content instanceof Content.Media media)
        || media.caption() == null
        || takes(media, media.caption())) {
      return List.of(content);
    }
    return List.of(captioned(media, null), new Content.Text(media.caption()));
  }

  private static @Nullable Content file(JsonNode attachment) {
    @Nullable String url = word(attachment, "url");
    if (url == null) {
      return null;
    }
    String type = word(attachment, "mediaType", "File").toLowerCase(Locale.ROOT);
    if (type.equals("link")) {
      return new Content.Text((word(attachment, "text", "") + "\n" + url).strip());
    }
    String mime = Filenames.type(word(attachment, "mime"), "application/octet-stream");
    MediaKind kind =
        switch (type) {
          case "image" -> MediaKind.IMAGE;
          case "video" -> MediaKind.VIDEO;
          case "audio" -> MediaKind.AUDIO;
          default -> MediaKind.DOCUMENT;
        };
    return new Content.Media(
        kind,
        mime,
        Filenames.plain(word(attachment, "filename")),
        word(attachment, "text"),
        false,
        new MediaRef.Remote(
            Fields.id(attachment, "id"),
            url,
            Digests.asHex(word(attachment, "sha256")),
            whole(attachment, "contentSizeBytes")));
  }
}
