package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.Interaction;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.InteractionForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects the pictures, texts, links and answers of one card; a repeated text is said once. */
final class GenesysCard {

  private final List<Content> files = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private final List<Interaction.Link> opened = new ArrayList<>();
  private final Set<String> said = new HashSet<>();
  private final List<Option> options = new ArrayList<>();
  private boolean several;

  /** The texts, in the form in which they are compared. */
  Set<String> said() {
    Set<String> all = new HashSet<>(said);
    all.add(comparable(String.join("\n", lines)));
    return all;
  }

  /** Two texts that differ in white space only are the same. */
  static String comparable(String text) {
    return text.replaceAll("[\\s\\u00a0\\u202f]+", " ").strip();
  }

  void say(JsonNode node, String name) {
    @Nullable String text = Fields.text(node, name);
    if (text != null && !text.isBlank() && said.add(comparable(text))) {
      lines.add(text.strip());
    }
  }

  int lines() {
    return lines.size();
  }

  void file(@Nullable Content file) {
    if (file != null) {
      files.add(file);
    }
  }

  /** A picture that has only an address. */
  void picture(JsonNode node, String name) {
    @Nullable String url = word(node, name);
    if (url != null) {
      file(media(MediaKind.IMAGE, pictureType(url), url));
    }
  }

  void video(JsonNode node, String name) {
    @Nullable String url = word(node, name);
    if (url != null) {
      file(media(MediaKind.VIDEO, "video/mp4", url));
    }
  }

  private static Content media(MediaKind kind, String mimeType, String url) {
    return new Content.Media(
        kind, mimeType, null, null, false, new MediaRef.Remote(null, url, null, null));
  }

  private static String pictureType(String url) {
    String path = url.replaceAll("[?#].*", "").toLowerCase(Locale.ROOT);
    return path.endsWith(".png")
        ? "image/png"
        : path.endsWith(".webp")
            ? "image/webp"
            : path.endsWith(".gif") ? "image/gif" : "image/jpeg";
  }

  /** An answer, or a link, which is a line of text. */
  void action(JsonNode action, GenesysChoice.Type type) {
    String title = word(action, "text", word(action, "title", ""));
    String link = word(action, "url", word(action, "phoneNumber", ""));
    if (!link.isEmpty()) {
      String line = title.isEmpty() || title.equals(link) ? link : title + ": " + link;
      if (!links.contains(line)) {
        links.add(line);
        opened.add(new Interaction.Link(title, link));
      }
    } else if (!title.isEmpty()) {
      answer(GenesysChoice.option(type, word(action, "payload", title), title, null));
    }
  }

  void answer(Option option) {
    options.add(option);
  }

  void several() {
    several = true;
  }

  /** Picture and text are one message if there is nothing to choose. */
  List<Content> contents() {
    List<String> all = new ArrayList<>(lines);
    all.addAll(links);
    String text = String.join("\n", all);
    List<Content> contents = new ArrayList<>(files);
    if (!options.isEmpty()) {
      contents.add(new Content.Choice(text, options, several ? true : null));
    } else if (files.size() == 1
        && files.getFirst() instanceof Content.Media media
        && media.caption() == null
        && !text.isEmpty()) {
      return List.of(
          new Content.Media(
              media.type(), media.mimeType(), media.filename(), text, media.voice(), media.file()));
    } else if (!text.isEmpty()) {
      contents.add(link().orElseGet(() -> new Content.Text(text)));
    }
    return contents;
  }

  /** A text with one link is a message with a button, if it keeps WhatsApp's limits. */
  private Optional<Content> link() {
    if (opened.size() != 1 || lines.isEmpty() || !files.isEmpty()) {
      return Optional.empty();
    }
    Content.Interactive message =
        new Content.Interactive(String.join("\n", lines), null, null, opened.getFirst());
    return InteractionForm.USUAL.problems(message).isEmpty()
        ? Optional.of(message)
        : Optional.empty();
  }
}
