package io.wabridge.connectors.desk.genesys;

import io.wabridge.model.Content.Choice.Option;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What Genesys gave as the payload of an answer, and the type of the response that it expects for
 * it. The id of an option is its payload; a button of a card and an item of a list have their type
 * in front.
 */
record GenesysChoice(Type type, String payload) {

  enum Type {
    QUICK_REPLY("QuickReply", ""),
    BUTTON("Button", "Button:"),
    DATE_PICKER("DatePicker", ""),
    /** Genesys has no response for it. */
    LIST_PICKER("", "ListPicker:");

    /** Genesys' name of the response. */
    final String response;

    private final String mark;

    Type(String response, String mark) {
      this.response = response;
      this.mark = mark;
    }
  }

  /** ISO 8601, also with an offset as +0100. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter();

  static Option option(Type type, String payload, String title, @Nullable String description) {
    return new Option(type.mark + payload, title, description);
  }

  /** The choice with this id. */
  static GenesysChoice of(String id) {
    if (id.startsWith(Type.BUTTON.mark)) {
      return new GenesysChoice(Type.BUTTON, id.substring(Type.BUTTON.mark.length()));
    }
    if (id.startsWith(Type.LIST_PICKER.mark)) {
      return new GenesysChoice(Type.LIST_PICKER, id.substring(Type.LIST_PICKER.mark.length()));
    }
    return new GenesysChoice(time(id) == null ? Type.QUICK_REPLY : Type.DATE_PICKER, id);
  }

  boolean hasResponse() {
    return type != Type.LIST_PICKER;
  }

  /** The time, if the text is one. */
  static @Nullable OffsetDateTime time(String text) {
    try {
      return OffsetDateTime.parse(text, TIME);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
