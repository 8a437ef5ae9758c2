package io.wabridge.connectors.channel;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
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

  /** The best place to split: after a paragraph, a line, a sentence, a word, a character. */
  private static int cut(String text, int start, int max) {
    // the search is bounded, so that long texts stay cheap
    String window = text.substring(start, Math.min(text.length(), start + max + 64));
    BitSet visible = boundaries(BreakIterator.getCharacterInstance(Locale.ROOT), window, max);
    int half = max / 2;
    int paragraph = window.lastIndexOf("\n\n", max - 2) + 2;
    if (paragraph > half) {
      return start + paragraph;
    }
    int line = window.lastIndexOf('\n', max - 1) + 1;
    if (line > half) {
      return start + line;
    }
    for (BreakIterator breaks :
        List.of(
            BreakIterator.getSentenceInstance(Locale.ROOT),
            BreakIterator.getWordInstance(Locale.ROOT))) {
      // words and sentences of the JDK may end inside of a flag or an emoji sequence
      BitSet ends = boundaries(breaks, window, max);
      ends.and(visible);
      if (ends.length() - 1 > half) {
        return start + ends.length() - 1;
      }
    }
    return visible.length() > 1 ? start + visible.length() - 1 : hard(text, start, max);
  }

  private static BitSet boundaries(BreakIterator breaks, String window, int max) {
    BitSet found = new BitSet(max + 1);
    breaks.setText(window);
    int end = breaks.next();
    while (end != BreakIterator.DONE && end <= max) {
      found.set(end);
      end = breaks.next();
    }
    return found;
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
