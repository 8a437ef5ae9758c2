package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.text.BreakIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The beginning of a message, long enough to recognize it when another one refers to it. */
public final class Excerpt {

  private static final int LENGTH = 80;

  private Excerpt() {}

  public static @Nullable String of(Content content) {
    return switch (content) {
      case Content.Text text -> begin(text.body());
      case Content.Media media ->
          media.caption() == null
              ? "[" + media.type().name().toLowerCase(Locale.ROOT) + "]"
              : begin(media.caption());
      case Content.Location location ->
          location.name() == null ? "[location]" : begin(location.name());
      case Content.Choice choice ->
          begin(choice.text().isBlank() ? choice.numbered() : choice.text());
      case Content.Template template -> begin(template.text());
      case Content.Interactive message ->
          message.text().isBlank() ? "[" + kind(message) + "]" : begin(message.text());
      case Content.ChoiceReply reply -> begin(reply.title());
      case Content.Edit edit -> of(edit.now());
      case Content.Contacts _ -> "[contact]";
      case Content.FormReply _ -> "[form]";
      case Content.Order _ -> "[order]";
      case Content.Reaction _, Content.Deletion _, Content.Notice _, Content.Unsupported _ -> null;
    };
  }

  /** The content's kind, as in its JSON; what can be done with an interactive message. */
  public static String kind(Content content) {
    var named = content instanceof Content.Interactive message ? message.action() : content;
    return named.getClass().getAnnotation(JsonTypeName.class).value();
  }

  private static String begin(String text) {
    if (text.length() <= LENGTH) {
      return text;
    }
    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    return text.substring(0, characters.preceding(LENGTH)) + "…";
  }
}
