package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;
import static io.wabridge.connectors.desk.genesys.GenesysCard.comparable;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads messages of agents and bots: text and files, questions with choices, and richer forms. */
final class GenesysContents {

  private static final int CAPTION = 1024;
  private static final Set<MediaKind> CAPTIONED =
      Set.of(MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.DOCUMENT);

  private GenesysContents() {}

  /**
   * The contents in their order. A text that an element repeats is said once; it is the caption of
   * a single file that can have one, and the question of quick replies.
   */
  static List<Content> read(JsonNode root) {
    List<Content> files = new ArrayList<>();
    List<Content> contents = new ArrayList<>();
    List<Content.Choice.Option> replies = new ArrayList<>();
    Set<String> repeated = new HashSet<>();
    String title = "";
    for (JsonNode element : list(root, "content")) {
      JsonNode attachment = element.path("attachment");
      List<Content.Choice.Option> options = GenesysForms.options(element);
      if (!options.isEmpty()) {
        replies.addAll(options);
        title = title.isEmpty() ? word(element.path("quickReplyV2"), "title", "") : title;
      } else if (!attachment.isObject()) {
        GenesysForms.Form form = GenesysForms.read(element);
        contents.addAll(form.contents());
        repeated.addAll(form.said());
      } else if (file(attachment) instanceof Content file) {
        files.add(file);
      }
    }
    @Nullable String said = said(root);
    @Nullable String text = said != null && repeated.contains(comparable(said)) ? null : said;
    if (!replies.isEmpty()) {
      return asked(text, title, replies, contents, files);
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
    files.forEach(file -> all.addAll(separated(file, text)));
    return all;
  }

  /** The question with its answers comes last. */
  private static List<Content> asked(
      @Nullable String text,
      String title,
      List<Content.Choice.Option> replies,
      List<Content> contents,
      List<Content> files) {
    List<Content> all = new ArrayList<>();
    List<String> question = new ArrayList<>();
    if (text != null && contents.isEmpty()) {
      question.add(text);
    } else if (text != null) {
      all.add(new Content.Text(text));
    }
    if (!title.isEmpty() && (text == null || !comparable(text).equals(comparable(title)))) {
      question.add(title);
    }
    all.addAll(contents);
    files.forEach(file -> all.addAll(separated(file, text)));
    all.add(new Content.Choice(String.join("\n", question), replies));
    return all;
  }

  private static @Nullable String said(JsonNode root) {
    String text = Fields.text(root, "text");
    return text == null || text.isBlank() ? null : text;
  }

  private static boolean takes(Content.Media media, String caption) {
    boolean same =
        media.caption() == null || comparable(media.caption()).equals(comparable(caption));
    return same && CAPTIONED.contains(media.type()) && caption.length() <= CAPTION;
  }

  private static Content captioned(Content.Media media, @Nullable String caption) {
    return new Content.Media(
        media.type(), media.mimeType(), media.filename(), caption, media.voice(), media.file());
  }

  /** A file with its caption, or the file and then the text if the kind of file has no caption. */
  private static List<Content> separated(Content content, @Nullable String said) {
    if (!(content instanceof Content.Media media) || media.caption() == null) {
      return List.of(content);
    }
    if (said != null && comparable(said).equals(comparable(media.caption()))) {
      return List.of(captioned(media, null));
    }
    if (takes(media, media.caption())) {
      return List.of(content);
    }
    return List.of(captioned(media, null), new Content.Text(media.caption()));
  }

  static @Nullable Content file(JsonNode attachment) {
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
