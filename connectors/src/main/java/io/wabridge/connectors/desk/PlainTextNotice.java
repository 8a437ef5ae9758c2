package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A notice in words. The key of a sentence is the name of the notice, followed by the names of the
 * values in the sentence, in alphabetical order: {@code notice.NUMBER_CHANGED.from.to}. Of several
 * sentences the one with the most values is used whose values are all present.
 */
final class PlainTextNotice {

  private PlainTextNotice() {}

  static String of(Content.Notice notice, Words words) {
    String base = "notice." + notice.about();
    return words.keys(base).stream()
        .map(key -> names(key, base))
        .filter(names -> names.stream().allMatch(name -> present(name, notice.values())))
        .max(Comparator.comparingInt(List::size))
        .map(names -> say(base, names, notice.values(), words))
        .orElseGet(() -> words.say("unsupported.notice"));
  }

  private static List<String> names(String key, String base) {
    return key.equals(base)
        ? List.of()
        : Arrays.asList(key.substring(base.length() + 1).split("\\."));
  }

  private static boolean present(String name, Map<String, String> values) {
    return !BlankText.is(values.getOrDefault(name, ""));
  }

  private static String say(
      String base, List<String> names, Map<String, String> values, Words words) {
    String key = names.isEmpty() ? base : base + "." + String.join(".", names);
    return words.say(
        key,
        names.stream().map(name -> value(name, values.getOrDefault(name, ""), words)).toArray());
  }

  private static String value(String name, String value, Words words) {
    return switch (name) {
      case "at", "until" -> instant(value, words);
      case "reason" -> words.reason(Reason.named(value));
      case "cause" -> words.say("handover." + value);
      case "excerpt" -> PlainTextQuote.of(value, words);
      default -> value;
    };
  }

  private static String instant(String value, Words words) {
    try {
      return words.instant(Instant.parse(value));
    } catch (DateTimeException e) {
      return value;
    }
  }
}
