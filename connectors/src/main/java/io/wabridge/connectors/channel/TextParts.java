package io.wabridge.connectors.channel;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits a long text where a reader would, so that joining the parts gives the text again. */
public final class TextParts {

  private TextParts() {}

  /** Parts of at most {@code max} characters; nothing is lost and no visible character is cut. */
  public static List<String> split(String text, int max) {
    if (max < 1) {
      throw new IllegalArgumentException("a part needs at least one character");
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (text.length() - start > max) {
      int end = cut(text, start, max);
      parts.add(text.substring(start, end));
      start = end;
    }
    if (start < text.length() || parts.isEmpty()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  private static int cut(String text, int start, int max) {
    String window = text.substring(start, Math.min(text.length(), start + max));
    int half = window.length() / 2;
    int paragraph = window.lastIndexOf("\n\n");
    if (paragraph + 2 > half) {
      return start + paragraph + 2;
    }
    int line = window.lastIndexOf('\n');
    if (line + 1 > half) {
      return start + line + 1;
    }
    for (BreakIterator breaks :
        List.of(
            BreakIterator.getSentenceInstance(Locale.ROOT),
            BreakIterator.getWordInstance(Locale.ROOT),
            BreakIterator.getCharacterInstance(Locale.ROOT))) {
      int end = before(breaks, text, start, max);
      if (end > start + half) {
        return end;
      }
    }
    int last = before(BreakIterator.getCharacterInstance(Locale.ROOT), text, start, max);
    return last > start ? last : hard(text, start, max);
  }

  /** The last boundary that fits; the search is bounded, so that long texts stay cheap. */
  private static int before(BreakIterator breaks, String text, int start, int max) {
    int end = Math.min(text.length(), start + max + 64);
    breaks.setText(text.substring(start, end));
    int boundary = breaks.preceding(Math.min(max + 1, end - start));
    return boundary == BreakIterator.DONE ? start : start + boundary;
  }

  /** A visible character that is longer than a part is cut between code points. */
  private static int hard(String text, int start, int max) {
    int end = start + max;
    boolean inPair =
        Character.isHighSurrogate(text.charAt(end - 1))
            && Character.isLowSurrogate(text.charAt(end));
    return inPair && max > 1 ? end - 1 : inPair ? end + 1 : end;
  }
}
