package io.wabridge.state.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The part of a message around its first match.
 *
 * @param text as it was said; nothing is escaped
 * @param matches where the search terms are in it
 * @param begins whether the text before it is left out
 * @param ends whether the text behind it is left out
 */
record Snippet(String text, List<Match> matches, boolean begins, boolean ends) {

  /**
   * Where a term is.
   *
   * @param start the position of its first UTF-16 unit
   * @param length in UTF-16 units
   */
  record Match(int start, int length) {}

  private static final int LENGTH = 160;
  private static final int BEFORE = 40;

  static final Snippet NOTHING = new Snippet("", List.of(), false, false);

  /** The snippet of a text; of a longer one at most 160 characters at the limits of words. */
  static Snippet of(String text, List<Word> words, List<Term.Span> spans) {
    if (text.length() <= LENGTH) {
      return new Snippet(text, matches(spans, 0, text.length()), false, false);
    }
    var first = spans.isEmpty() ? 0 : spans.getFirst().start();
    var from = limit(words, text, Math.max(0, first - BEFORE));
    var to = end(words, text, from);
    return new Snippet(
        text.substring(from, to), matches(spans, from, to), from > 0, to < text.length());
  }

  /** The beginning of the first word there. */
  private static int limit(List<Word> words, String text, int from) {
    return from == 0
        ? 0
        : first(words, word -> word.start() >= from, text.length() - LENGTH).start();
  }

  private static Word first(List<Word> words, Predicate<Word> condition, int otherwise) {
    return words.stream()
        .filter(condition)
        .findFirst()
        .orElse(new Word(otherwise, otherwise, "", java.util.Set.of()));
  }

  private static int end(List<Word> words, String text, int from) {
    var latest = Math.min(text.length(), from + LENGTH);
    if (latest == text.length()) {
      return latest;
    }
    var end =
        words.stream()
            .mapToInt(Word::end)
            .filter(one -> one > from && one <= latest)
            .max()
            .orElse(latest);
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  private static List<Match> matches(List<Term.Span> spans, int from, int to) {
    var matches = new ArrayList<Match>();
    var last = from;
    for (var span : spans) {
      if (span.start() >= last && span.end() <= to) {
        matches.add(new Match(span.start() - from, span.end() - span.start()));
        last = span.end();
      }
    }
    return matches;
  }

  /** Contains what was said: it does not appear in logs. */
  @Override
  public String toString() {
    return "Snippet[***]";
  }
}
