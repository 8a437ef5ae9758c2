package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.Language;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders a content as text for desks that have no form for it. */
public final class PlainTextRenderer {

  private PlainTextRenderer() {}

  /** The content as text; an answer starts with the beginning of the message it answers. */
  public static String of(Message message, Language language) {
    String text = text(message.content(), message.quote(), Words.in(language));
    boolean refersByItself =
        message.content() instanceof Content.Reaction
            || message.content() instanceof Content.Deletion
            || message.content() instanceof Content.Edit;
    return refersByItself ? text : quoted(message.quote(), text);
  }

  /** The content as text, without a quote. */
  public static String of(Content content, Language language) {
    return text(content, null, Words.in(language));
  }

  /** The text below a first line that quotes the message it answers. */
  public static String quoted(@Nullable String quote, String text) {
    return quote == null || quote.isBlank() ? text : "> " + oneLine(quote) + "\n" + text;
  }

  private static String text(Content content, @Nullable String quote, Words words) {
    return switch (content) {
      case Content.Text(var body) -> body;
      case Content.Media media -> media(media, words);
      case Content.Location place -> location(place);
      case Content.Contacts contacts -> PlainTextLists.contacts(contacts);
      case Content.Choice choice -> choice.numbered();
      case Content.ChoiceReply reply ->
          reply.description() == null
              ? reply.title()
              : reply.title() + " (" + reply.description() + ")";
      case Content.FormReply form -> PlainTextForm.of(form);
      case Content.Order order -> PlainTextLists.order(order);
      case Content.Reaction(var emoji, var _) ->
          emoji == null
              ? quote == null
                  ? "removed a reaction"
                  : "removed the reaction to: \"" + oneLine(quote) + "\""
              : "reacted " + emoji + (quote == null ? "" : " to: \"" + oneLine(quote) + "\"");
      case Content.Edit(var _, var now) -> "edited: " + text(now, null, words);
      case Content.Deletion _ ->
          quote == null ? "deleted a message" : "deleted the message: \"" + oneLine(quote) + "\"";
      case Content.Notice notice -> notice(notice);
      case Content.Unsupported(var type, var _) ->
          "[A message"
              + (type == null
                      || type.isBlank()
                      || type.equals("unknown")
                      || type.equals("unsupported")
                  ? ""
                  : " of type " + type.replaceAll("_creation$", ""))
              + " arrived that cannot be shown here. Ask the person to send it as text.]";
    };
  }

  private static String notice(Content.Notice notice) {
    return notice.values().getOrDefault("text", notice.about().name());
  }

  private static String media(Content.Media media, Words words) {
    String what =
        (media.voice() ? "voice message" : media.type().name().toLowerCase(Locale.ROOT))
            + (media.filename() == null ? "" : " “" + media.filename() + "”");
    String why =
        switch (media.file()) {
          case MediaRef.Gone(var reason, var _) -> " could not be shown: " + reason.sentence();
          case MediaRef.Pending _ -> ": " + words.say("file.pending");
          case MediaRef.Remote _, MediaRef.Stored _ -> "";
        };
    String note = "[" + Character.toUpperCase(what.charAt(0)) + what.substring(1) + why + "]";
    return media.caption() == null ? note : note + "\n" + media.caption();
  }

  private static String location(Content.Location place) {
    String where =
        java.util.stream.Stream.of(place.name(), place.address())
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(", "));
    return "📍 "
        + (where.isEmpty() ? "Location" : where)
        + "\nhttps://maps.google.com/?q="
        + place.latitude()
        + ","
        + place.longitude()
        + (place.url() == null ? "" : "\n" + place.url());
  }

  private static String oneLine(String quote) {
    String line = quote.replaceAll("\\s+", " ").strip();
    return line.codePointCount(0, line.length()) <= 100
        ? line
        : line.substring(0, line.offsetByCodePoints(0, 99)) + "…";
  }
}
