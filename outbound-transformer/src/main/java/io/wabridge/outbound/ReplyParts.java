package io.wabridge.outbound;

import io.wabridge.connectors.channel.ChannelLimits;
import io.wabridge.connectors.channel.TextParts;
import io.wabridge.model.Content;
import java.util.ArrayList;
import java.util.List;

/** Makes of what an agent said in one go the messages WhatsApp can carry, in order. */
final class ReplyParts {

  private ReplyParts() {}

  static List<Content> of(List<Content> contents, ChannelLimits limits) {
    var parts = new ArrayList<Content>();
    for (var content : contents) {
      switch (content) {
        case Content.Text text -> addText(parts, text.body(), limits);
        case Content.Media media
            when media.caption() != null
                && media.caption().length() > limits.captionCharacters() -> {
          parts.add(
              new Content.Media(
                  media.type(),
                  media.mimeType(),
                  media.filename(),
                  null,
                  media.voice(),
                  media.file()));
          addText(parts, media.caption(), limits);
        }
        case Content.Choice choice -> addText(parts, numbered(choice), limits);
        default -> parts.add(content);
      }
    }
    return parts;
  }

  /** The person answers with the number or the words. */
  private static String numbered(Content.Choice choice) {
    var text = new StringBuilder(choice.text());
    var number = 0;
    for (var option : choice.options()) {
      text.append(text.isEmpty() ? "" : "\n").append(++number).append(". ").append(option.title());
      if (option.description() != null) {
        text.append(" – ").append(option.description());
      }
    }
    return text.toString();
  }

  private static void addText(List<Content> parts, String text, ChannelLimits limits) {
    TextParts.split(text, limits.textCharacters())
        .forEach(part -> parts.add(new Content.Text(part)));
  }
}
