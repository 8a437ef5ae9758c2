package io.wabridge.connectors;

import io.wabridge.model.connector.WebhookPart;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads properties of external JSON leniently: numbers written as strings, strings written as
 * numbers, one object instead of a list, and characters that cannot be stored.
 */
public final class Fields {

  /** Earlier times are invalid: WhatsApp did not exist. */
  private static final Instant EARLIEST = Instant.parse("2009-01-01T00:00:00Z");

  private static final Duration AHEAD = Duration.ofDays(1);

  private Fields() {}

  /** The text of a property, without NULs and broken surrogates; null if there is none. */
  public static @Nullable String text(JsonNode node, String name) {
    return text(node.path(name));
  }

  public static @Nullable String text(JsonNode value) {
    if (value.isString()) {
      return clean(value.stringValue());
    }
    return value.isNumber() || value.isBoolean() ? value.asString() : null;
  }

  /** The same; a blank text counts as absent. */
  public static @Nullable String word(JsonNode node, String name) {
    String text = text(node, name);
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** An id that is compared and indexed; one longer than any real id is replaced by its hash. */
  public static @Nullable String id(JsonNode node, String name) {
    String word = word(node, name);
    return word == null ? null : WebhookPart.indexable(word);
  }

  public static String id(JsonNode node, String name, String otherwise) {
    String id = id(node, name);
    return id == null ? otherwise : id;
  }

  public static String word(JsonNode node, String name, String otherwise) {
    String word = word(node, name);
    return word == null ? otherwise : word;
  }

  /** The elements of a list; an object stands for a list of itself, anything else for none. */
  public static List<JsonNode> list(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (value.isArray()) {
      return List.copyOf(value.values());
    }
    return value.isObject() ? List.of(value) : List.of();
  }

  public static boolean flag(JsonNode node, String name) {
    return "true".equalsIgnoreCase(text(node, name));
  }

  public static @Nullable Double decimal(JsonNode node, String name) {
    String text = word(node, name);
    try {
      double number = text == null ? Double.NaN : Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  public static @Nullable Long whole(JsonNode node, String name) {
    Double number = decimal(node, name);
    return number == null ? null : number.longValue();
  }

  /**
   * Unix seconds (or milliseconds) or ISO 8601; the current time if it is neither or implausible.
   */
  public static Instant time(JsonNode node, String name) {
    Instant now = Instant.now();
    Instant said = said(node, name);
    return said == null || said.isBefore(EARLIEST) || said.isAfter(now.plus(AHEAD)) ? now : said;
  }

  private static @Nullable Instant said(JsonNode node, String name) {
    try {
      String text = word(node, name);
      if (text != null && text.indexOf(':') >= 0) {
        return OffsetDateTime.parse(text).toInstant();
      }
      Long number = whole(node, name);
      if (number == null) {
        return null;
      }
      return Math.abs(number) > 99_999_999_999L
          ? Instant.ofEpochMilli(number)
          : Instant.ofEpochSecond(number);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Limits the length without cutting a surrogate pair. */
  public static String clip(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** Removes characters that no database or queue accepts. */
  public static String clean(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) != 0 && !Character.isSurrogate(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length()).append(text, 0, i);
    text.substring(i)
        .codePoints()
        .filter(c -> c != 0)
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
