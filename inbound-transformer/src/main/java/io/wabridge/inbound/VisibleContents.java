package io.wabridge.inbound;

import io.wabridge.model.Content;
import io.wabridge.model.connector.ChannelEvent;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a content without a visible character: desks refuse an empty message, and the agent
 * would not see that the person wrote.
 */
final class VisibleContents {

  /** Characters that look empty and are letters or symbols in Unicode. */
  private static final String LOOKS_EMPTY = "\u115F\u1160\u2800\u3164\uFFA0";

  private static final Content EMPTY = new Content.Unsupported(Content.Unsupported.EMPTY, null);

  private VisibleContents() {}

  static ChannelEvent.PersonMessage of(ChannelEvent.PersonMessage said) {
    var visible = of(said.content());
    return visible.equals(said.content())
        ? said
        : new ChannelEvent.PersonMessage(
            said.id(), said.person(), visible, said.quoted(), said.origin(), said.at());
  }

  private static Content of(Content content) {
    return switch (content) {
      case Content.Text(var body) when blank(body) -> EMPTY;
      case Content.Media media when media.caption() != null && blank(media.caption()) ->
          new Content.Media(
              media.type(), media.mimeType(), media.filename(), null, media.voice(), media.file());
      case Content.ChoiceReply reply when blank(reply.title()) && blank(reply.description()) ->
          EMPTY;
      case Content.Contacts(var cards) when cards.isEmpty() -> EMPTY;
      case Content.Choice choice when blank(choice.numbered()) -> EMPTY;
      case Content.Edit edit -> new Content.Edit(edit.target(), of(edit.now()));
      case Content.Notice notice
          when notice.values().containsKey("text") && blank(notice.values().get("text")) ->
          EMPTY;
      default -> content;
    };
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.codePoints().allMatch(VisibleContents::invisible);
  }

  private static boolean invisible(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || LOOKS_EMPTY.indexOf(character) >= 0
        || switch (Character.getType(character)) {
          case Character.CONTROL, Character.FORMAT -> true;
          default -> false;
        };
  }
}
