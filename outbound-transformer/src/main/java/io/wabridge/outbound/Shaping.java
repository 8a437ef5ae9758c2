package io.wabridge.outbound;

import io.wabridge.connectors.channel.TextParts;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.Language;
import io.wabridge.model.connector.Capabilities;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the contents of an agent's message into messages that the conversation's channel can carry,
 * in order. Content for which the channel has no form becomes text.
 */
final class Shaping {

  /** One message. Its trace says what was changed; null: nothing. */
  record Part(Content content, @Nullable String change) {}

  private final Capabilities capabilities;
  private final Language language;
  private final List<Part> parts = new ArrayList<>();

  private Shaping(Capabilities capabilities, Language language) {
    this.capabilities = capabilities;
    this.language = language;
  }

  static List<Part> of(List<Content> contents, Capabilities capabilities, Language language) {
    var shaping = new Shaping(capabilities, language);
    contents.forEach(shaping::add);
    return List.copyOf(shaping.parts);
  }

  private void add(Content content) {
    switch (content) {
      case Content.Text text -> addText(text.body(), null);
      case Content.Media media -> addMedia(media);
      case Content.Choice choice when capabilities.canAsk(choice) -> addUnchanged(choice);
      case Content.Choice choice ->
          addText(
              choice.numbered(), "sent as numbered text: the channel has no form for this choice");
      default -> {
        var kind = Excerpt.kind(content);
        if (capabilities.contents().contains(kind)) {
          addUnchanged(content);
        } else {
          addText(
              PlainTextRenderer.of(content, language),
              "sent as text: the channel has no form for " + kind);
        }
      }
    }
  }

  private void addUnchanged(Content content) {
    parts.add(new Part(content, null));
  }

  /** A caption that is too long follows as text. */
  private void addMedia(Content.Media media) {
    var caption = media.caption();
    if (caption == null || caption.length() <= capabilities.captionCharacters()) {
      addUnchanged(media);
      return;
    }
    addUnchanged(
        new Content.Media(
            media.type(), media.mimeType(), media.filename(), null, media.voice(), media.file()));
    addText(caption, "the caption follows as text: it is too long for the channel");
  }

  private void addText(String text, @Nullable String change) {
    var texts = TextParts.split(text, capabilities.textCharacters());
    for (var i = 0; i < texts.size(); i++) {
      var divided =
          texts.size() == 1
              ? null
              : "part %d of %d: too long for one message".formatted(i + 1, texts.size());
      parts.add(new Part(new Content.Text(texts.get(i)), change == null ? divided : change));
    }
  }
}
