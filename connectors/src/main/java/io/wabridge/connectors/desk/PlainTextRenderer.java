package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.Language;
import io.wabridge.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Renders a content as text for desks that have no form for it, in the tenant's language. The
 * result is never blank.
 */
public final class PlainTextRenderer {

  private PlainTextRenderer() {}

  /** The message as text: its origin, the beginning of the message it answers, its content. */
  public static String of(Message message, Language language) {
    Words words = Words.in(language);
    String text = text(message.content(), message.quote(), words);
    return framed(message, BlankText.replaced(text, words), words);
  }

  /** The content as text, without origin and quote. */
  public static String of(Content content, Language language) {
    Words words = Words.in(language);
    return BlankText.replaced(text(content, null, words), words);
  }

  /**
   * The text beside a file that the desk shows itself: origin, quote and caption.
   *
   * @return empty if there is nothing to say
   */
  public static String besideFile(Message message, Language language) {
    Words words = Words.in(language);
    return switch (message.content()) {
      case Content.Media media -> framed(message, caption(media), words);
      case Content.Edit edit ->
          framed(message, PlainTextChanges.edited(edit, message.quote(), words, true), words);
      default -> framed(message, "", words);
    };
  }

  /** A sentence with this key in place of a file, above its caption. */
  public static String insteadOfFile(
      Message message, Content.Media file, Language language, String key, Object... values) {
    Words words = Words.in(language);
    return framed(message, above(words.say(key, values), file), words);
  }

  /** The text below a first line that quotes the message it answers. */
  public static String quoted(@Nullable String quote, String text, Language language) {
    if (quote == null || quote.isBlank()) {
      return text;
    }
    String first = "> " + PlainTextQuote.of(quote, Words.in(language));
    return text.isEmpty() ? first : first + "\n" + text;
  }

  private static String framed(Message message, String text, Words words) {
    List<String> lines = new ArrayList<>(PlainTextOrigin.lines(message.origin(), words));
    String answer =
        refersByItself(message.content()) ? text : quoted(message.quote(), text, words.language());
    if (!answer.isEmpty()) {
      lines.add(answer);
    }
    return String.join("\n", lines);
  }

  /** Whether its own words name the quoted message. */
  private static boolean refersByItself(Content content) {
    return switch (content) {
      case Content.Reaction _, Content.Deletion _, Content.Edit _ -> true;
      case Content.Unsupported unsupported -> PlainTextUnsupported.refers(unsupported);
      default -> false;
    };
  }

  static String text(Content content, @Nullable String quote, Words words) {
    return switch (content) {
      case Content.Text(var body) -> body;
      case Content.Media media -> above("[" + PlainTextFile.of(media, words) + "]", media);
      case Content.Location place -> location(place, words);
      case Content.Contacts contacts -> PlainTextLists.contacts(contacts, words);
      case Content.Choice choice -> choice.numbered();
      case Content.Interactive message -> PlainTextInteraction.of(message, words);
      case Content.Template template -> template.text();
      case Content.ChoiceReply reply ->
          reply.description() == null
              ? reply.title()
              : reply.title() + " (" + reply.description() + ")";
      case Content.FormReply form -> PlainTextForm.of(form, words);
      case Content.Order order -> PlainTextLists.order(order, words);
      case Content.Reaction reaction -> PlainTextChanges.reaction(reaction, quote, words);
      case Content.Edit edit -> PlainTextChanges.edited(edit, quote, words, false);
      case Content.Deletion _ -> PlainTextChanges.deleted(quote, words);
      case Content.Notice notice -> PlainTextNotice.of(notice, words);
      case Content.Unsupported unsupported -> PlainTextUnsupported.of(unsupported, quote, words);
    };
  }

  private static String above(String note, Content.Media media) {
    String caption = caption(media);
    return caption.isEmpty() ? note : note + "\n" + caption;
  }

  /** Empty for a caption without visible characters. */
  static String caption(Content.Media media) {
    String caption = media.caption();
    return caption == null || BlankText.is(caption) ? "" : caption;
  }

  private static String location(Content.Location place, Words words) {
    String where =
        Stream.of(place.name(), place.address())
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(", "));
    return "📍 "
        + (where.isEmpty() ? words.say("location") : where)
        + "\nhttps://maps.google.com/?q="
        + place.latitude()
        + ","
        + place.longitude()
        + (place.url() == null ? "" : "\n" + place.url());
  }

  /** The file of the content, or of the message as it reads after an edit; null without one. */
  public static Content.@Nullable Media file(Content content) {
    return switch (content) {
      case Content.Media media -> media;
      case Content.Edit(var _, Content.Media media) -> media;
      default -> null;
    };
  }
}
