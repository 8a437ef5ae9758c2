package io.wabridge.connectors.chatwoot;

import static io.wabridge.connectors.Fields.decimal;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads messages: text, attachments, questions and cards. Agents and bots write Markdown; what a
 * person wrote is left as it is.
 */
public final class ChatwootContents {

  private static final int CAPTION = 1024;
  private static final Set<MediaKind> CAPTIONED =
      Set.of(MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.DOCUMENT);

  /** For files whose type the webhook does not tell. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("gif", "image/gif"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("3gp", "video/3gpp"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("webm", "video/webm"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("aac", "audio/aac"),
          Map.entry("amr", "audio/amr"),
          Map.entry("wav", "audio/wav"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("txt", "text/plain"),
          Map.entry("csv", "text/csv"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry(
              "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"));

  private ChatwootContents() {}

  /** What an agent or a bot wrote; empty if the message has neither text nor files. */
  public static List<Content> ofAgent(JsonNode root) {
    return switch (word(root, "content_type", "text")) {
      case "input_select" -> question(root);
      case "cards" -> cards(root);
      case "article" -> articles(root);
      default -> plain(root, said(root));
    };
  }

  /** What a person wrote; empty if the message has neither text nor files. */
  public static List<Content> ofPerson(JsonNode root) {
    var written = text(root, "content");
    var said = written == null || written.isBlank() ? null : written;
    var attachments = list(root, "attachments");
    return !attachments.isEmpty() && attachments.stream().allMatch(ChatwootContents::isCard)
        ? List.of(card(said, attachments))
        : plain(root, said);
  }

  private static boolean isCard(JsonNode attachment) {
    return word(attachment, "file_type", "").equals("contact");
  }

  /** A shared contact: its name is the text of the message, and each number is an attachment. */
  private static Content card(@Nullable String name, List<JsonNode> numbers) {
    var meta = numbers.getFirst().path("meta");
    var parts = (word(meta, "firstName", "") + " " + word(meta, "lastName", "")).strip();
    return new Content.Contacts(
        List.of(
            new Content.Contacts.Card(
                name != null ? name : parts.isEmpty() ? null : parts,
                null,
                numbers.stream()
                    .flatMap(one -> Stream.ofNullable(word(one, "fallback_title")))
                    .toList(),
                List.of(),
                List.of(),
                List.of())));
  }

  private static List<Content> question(JsonNode root) {
    var options = new ArrayList<Content.Choice.Option>();
    for (var item : list(ChatwootEvent.attributes(root), "items")) {
      var title = word(item, "title", word(item, "value", ""));
      if (!title.isEmpty()) {
        options.add(new Content.Choice.Option(word(item, "value", title), title, null));
      }
    }
    var said = said(root);
    return options.isEmpty()
        ? plain(root, said)
        : List.of(new Content.Choice(said == null ? "" : said, List.copyOf(options)));
  }

  /**
   * Cards that WhatsApp has no form for: each is a picture, a text with the addresses of its links,
   * and its buttons.
   */
  private static List<Content> cards(JsonNode root) {
    var said = said(root);
    var form = ChatwootCards.of(said, list(ChatwootEvent.attributes(root), "items"));
    if (form.isPresent()) {
      return List.of(form.get());
    }
    var contents = new ArrayList<Content>();
    if (said != null) {
      contents.add(new Content.Text(said));
    }
    list(ChatwootEvent.attributes(root), "items").forEach(card -> card(card, contents));
    return contents;
  }

  private static void card(JsonNode card, List<Content> contents) {
    var lines = new ArrayList<String>();
    add(lines, word(card, "title"));
    add(lines, word(card, "description"));
    var options = new ArrayList<Content.Choice.Option>();
    for (var action : list(card, "actions")) {
      var title = word(action, "text", "");
      if (word(action, "type", "").equals("link")) {
        add(lines, (title + " " + word(action, "uri", "")).strip());
      } else if (!title.isEmpty()) {
        options.add(new Content.Choice.Option(word(action, "payload", title), title, null));
      }
    }
    var text = String.join("\n", lines);
    var picture = word(card, "media_url");
    if (picture != null) {
      var mime = mime(null, extension(picture), "image/jpeg");
      var caption = options.isEmpty() && !text.isEmpty() && text.length() <= CAPTION ? text : null;
      contents.add(
          new Content.Media(
              MediaKind.IMAGE,
              mime,
              null,
              caption,
              false,
              new MediaRef.Remote(null, picture, null, null)));
      text = caption == null ? text : "";
    }
    if (!options.isEmpty()) {
      contents.add(new Content.Choice(text, List.copyOf(options)));
    } else if (!text.isEmpty()) {
      contents.add(new Content.Text(text));
    }
  }

  private static List<Content> articles(JsonNode root) {
    var lines = new ArrayList<String>();
    add(lines, said(root));
    for (var article : list(ChatwootEvent.attributes(root), "items")) {
      add(lines, word(article, "title"));
      add(lines, word(article, "description"));
      add(lines, word(article, "link"));
    }
    return lines.isEmpty() ? List.of() : List.of(new Content.Text(String.join("\n", lines)));
  }

  private static void add(List<String> lines, @Nullable String line) {
    if (line != null && !line.isBlank()) {
      lines.add(line);
    }
  }

  /** Text and attachments; the text becomes the caption of a single file that can have one. */
  private static List<Content> plain(JsonNode root, @Nullable String said) {
    var files = new ArrayList<Content>();
    list(root, "attachments").forEach(attachment -> attachment(attachment, files));
    if (said != null
        && files.size() == 1
        && files.getFirst() instanceof Content.Media media
        && CAPTIONED.contains(media.type())
        && said.length() <= CAPTION) {
      return List.of(
          new Content.Media(
              media.type(), media.mimeType(), media.filename(), said, false, media.file()));
    }
    var contents = new ArrayList<Content>();
    if (said != null) {
      contents.add(new Content.Text(said));
    }
    contents.addAll(files);
    return contents;
  }

  private static @Nullable String said(JsonNode root) {
    var content = text(root, "content");
    var said = content == null ? "" : ChatwootMarkdown.toWhatsApp(content);
    return said.isBlank() ? null : said;
  }

  private static void attachment(JsonNode attachment, List<Content> contents) {
    var type = word(attachment, "file_type", "file").toLowerCase(Locale.ROOT);
    switch (type) {
      case "image", "audio", "video", "file" -> {
        var url = word(attachment, "data_url");
        if (url != null) {
          contents.add(file(attachment, type, url));
        }
      }
      case "location" -> {
        var latitude = decimal(attachment, "coordinates_lat");
        var longitude = decimal(attachment, "coordinates_long");
        if (latitude != null && longitude != null) {
          var title = word(attachment, "fallback_title");
          contents.add(new Content.Location(latitude, longitude, title, null, null));
        }
      }
      default -> {
        var lines = new ArrayList<String>();
        add(lines, word(attachment, "fallback_title"));
        add(lines, word(attachment, "data_url"));
        if (!lines.isEmpty()) {
          contents.add(new Content.Text(String.join("\n", lines)));
        }
      }
    }
  }

  private static Content.Media file(JsonNode attachment, String type, String url) {
    var extension = word(attachment, "extension", extension(url));
    var said = word(attachment, "content_type");
    var kind =
        switch (type) {
          case "image" -> MediaKind.IMAGE;
          case "video" -> MediaKind.VIDEO;
          case "audio" -> MediaKind.AUDIO;
          default -> MediaKind.DOCUMENT;
        };
    return new Content.Media(
        kind,
        mime(said, extension, usual(kind)),
        Filenames.plain(lastSegment(url)),
        null,
        false,
        new MediaRef.Remote(
            Fields.id(attachment, "id"), url, null, positive(whole(attachment, "file_size"))));
  }

  private static @Nullable Long positive(@Nullable Long bytes) {
    return bytes == null || bytes <= 0 ? null : bytes;
  }

  private static String mime(@Nullable String said, String extension, String usual) {
    var known = TYPES.getOrDefault(extension.toLowerCase(Locale.ROOT), usual);
    return Filenames.type(said, known);
  }

  private static String usual(MediaKind kind) {
    return switch (kind) {
      case IMAGE, STICKER -> "image/jpeg";
      case VIDEO -> "video/mp4";
      case AUDIO -> "audio/mpeg";
      case DOCUMENT -> "application/octet-stream";
    };
  }

  /** The name of the file: Chatwoot's addresses end with it. */
  private static String lastSegment(String url) {
    var end = url.indexOf('?');
    var path = end < 0 ? url : url.substring(0, end);
    var last = path.substring(path.lastIndexOf('/') + 1);
    try {
      return Fields.clean(URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return last;
    }
  }

  private static String extension(String url) {
    var name = lastSegment(url);
    var dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }
}
