package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the person did with an earlier message: a reaction, an edit, a deletion. */
final class PlainTextChanges {

  /** How the other side names a content that it does not pass on. */
  private static final Set<String> NOT_SAID = Set.of("", "unknown", "unsupported", "edit");

  private PlainTextChanges() {}

  static String reaction(Content.Reaction reaction, @Nullable String quote, Words words) {
    String emoji = reaction.emoji();
    if (emoji == null || BlankText.is(emoji)) {
      return quote == null
          ? words.say("reaction.removed")
          : words.say("reaction.removed.quoted", PlainTextQuote.of(quote, words));
    }
    return quote == null
        ? words.say("reaction", emoji)
        : words.say("reaction.quoted", emoji, PlainTextQuote.of(quote, words));
  }

  static String deleted(@Nullable String quote, Words words) {
    return quote == null
        ? words.say("deletion")
        : words.say("deletion.quoted", PlainTextQuote.of(quote, words));
  }

  /** The message before and after the edit. */
  static String edited(Content.Edit edit, @Nullable String quote, Words words, boolean fileShown) {
    if (edit.now() instanceof Content.Unsupported(var type, var _)
        && (type == null || NOT_SAID.contains(type))) {
      return unknown(quote, words);
    }
    String before =
        quote == null ? "" : " (" + words.say("edit.before", PlainTextQuote.of(quote, words)) + ")";
    String now = fileShown ? caption(edit.now()) : now(edit.now(), words);
    return words.say(did(edit.now())) + before + (now.isEmpty() ? "" : ": " + now);
  }

  static String unknown(@Nullable String quote, Words words) {
    return quote == null
        ? words.say("edit.unknown")
        : words.say("edit.unknown.quoted", PlainTextQuote.of(quote, words));
  }

  private static String did(Content now) {
    if (!(now instanceof Content.Media media)) {
      return "edit";
    }
    return switch (media.type()) {
      case IMAGE -> "edit.image";
      case VIDEO -> "edit.video";
      case AUDIO -> "edit.audio";
      case DOCUMENT -> "edit.document";
      case STICKER -> "edit.sticker";
    };
  }

  private static String caption(Content now) {
    return now instanceof Content.Media media ? PlainTextRenderer.caption(media) : "";
  }

  private static String now(Content content, Words words) {
    return BlankText.replaced(PlainTextRenderer.text(content, null, words), words);
  }
}
