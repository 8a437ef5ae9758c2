package io.wabridge.kit.routing;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text in which words and phrases are searched; upper case, accents and punctuation do not
 * matter.
 */
public final class SearchedText {

  /** Combining accents, and the vowel marks of Arabic, which are usually not written. */
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F\\u064B-\\u0652\\u0640]");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  /** Scripts that write no space between words: a part of a word may be a word. */
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private final String words;

  SearchedText(String text) {
    this.words = " " + words(text) + " ";
  }

  /** Whether it has the phrase as whole words. */
  boolean contains(String phrase) {
    var searched = words(phrase);
    if (searched.isEmpty()) {
      return false;
    }
    return words.contains(hasSpaces(searched) ? " " + searched + " " : searched);
  }

  /** Whether a phrase has anything to search: a letter or a digit. */
  public static boolean canContain(String phrase) {
    return !words(phrase).isEmpty();
  }

  /** The words in lower case and without accents, separated by one space. */
  private static String words(String text) {
    var plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    // by way of upper case: "straße" and "STRASSE" are the same word
    var lower = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    var folded = lower.replace('ł', 'l').replace('ø', 'o').replace('đ', 'd').replace('ı', 'i');
    return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
  }

  private static boolean hasSpaces(String phrase) {
    return phrase.codePoints().mapToObj(UnicodeScript::of).noneMatch(WITHOUT_SPACES::contains);
  }
}
