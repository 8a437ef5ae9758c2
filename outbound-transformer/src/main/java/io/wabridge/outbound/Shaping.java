package io.wabridge.outbound;

import io.wabridge.connectors.channel.TextParts;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.connector.Capabilities;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the contents of an agent's message into messages that the conversation's channel can carry,
 * in order. Content for which the channel has no form becomes text.
 */
final class Shaping {

  private final Capabilities capabilities;
  private final List<Content> messages = new ArrayList<>();

  private Shaping(Capabilities capabilities) {
    this.capabilities = capabilities;
  }

  static List<Content> of(List<Content> contents, Capabilities capabilities) {
    var shaping = new Shaping(capabilities);
    contents.forEach(shaping::add);
    return List.copyOf(shaping.messages);
  }

  private void add(Content content) {
    switch (content) {
      case Content.Text text -> addText(text.body());
      case Content.Media media -> addMedia(media);
      case Content.Choice choice when capabilities.canAsk(choice) -> messages.add(choice);
      case Content.Choice choice -> addText(choice.numbered());
      default -> {
        if (capabilities.contents().contains(Excerpt.kind(content))) {
          messages.add(content);
        } else {
          addText(PlainTextRenderer.of(content));
        }
      }
    }
  }

  /** A caption that is too long follows as text. */
  private void addMedia(Content.Media media) {
    var caption = media.caption();
    if (caption == null || caption.length() <= capabilities.captionCharacters()) {
      messages.add(media);
      return;
    }
    messages.add(
        new Content.Media(
            media.type(), media.mimeType(), media.filename(), null, media.voice(), media.file()));
    addText(caption);
  }

  private void addText(String text) {
    TextParts.split(text, capabilities.textCharacters())
        .forEach(part -> messages.add(new Content.Text(part)));
  }
}
