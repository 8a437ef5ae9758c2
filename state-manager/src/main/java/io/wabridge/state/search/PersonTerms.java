package io.wabridge.state.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a person is named in a query: by a part of the number, or by the beginnings of words of the
 * name. The terms are those of the database function {@code person_terms}.
 *
 * @param digits the part of the number; null: a name is meant
 * @param terms all of them belong to the person
 */
record PersonTerms(@Nullable String digits, List<String> terms) {

  private static final int SHORTEST = 3;
  private static final int LONGEST_BEGINNING = 12;

  /** With fewer digits it is a part of a number, and 00 is no prefix for other countries. */
  private static final int WHOLE_NUMBER = 9;

  private static final int LONGEST_WORD = 40;
  private static final Pattern NUMBER = Pattern.compile("[+\\d\\s().\\-/]*\\d[+\\d\\s().\\-/]*");
  private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036f]");
  private static final Pattern LIMITS = Pattern.compile("[\\s\\p{Punct}\\p{IsPunctuation}]+");

  /**
   * Reads the value of an operator.
   *
   * @throws IllegalArgumentException it is neither
   */
  static PersonTerms of(String value) {
    return NUMBER.matcher(value).matches() ? ofNumber(value) : ofName(value);
  }

  private static PersonTerms ofNumber(String value) {
    var all = value.replaceAll("\\D", "");
    var digits = all.length() < WHOLE_NUMBER ? all : all.replaceFirst("^00", "");
    if (digits.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "The parameter q: from: needs at least " + SHORTEST + " digits of a number.");
    }
    return new PersonTerms(
        digits,
        IntStream.rangeClosed(0, digits.length() - SHORTEST)
            .mapToObj(start -> "#" + digits.substring(start, start + SHORTEST))
            .distinct()
            .toList());
  }

  private static PersonTerms ofName(String value) {
    var folded =
        MARKS
            .matcher(Normalizer.normalize(value, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    var terms =
        Arrays.stream(LIMITS.split(folded))
            .filter(word -> !word.isEmpty())
            .map(PersonTerms::term)
            .toList();
    if (terms.isEmpty()) {
      throw new IllegalArgumentException(
          "The parameter q: from: needs a part of a number, or a name.");
    }
    return new PersonTerms(null, terms);
  }

  private static String term(String word) {
    return word.codePointCount(0, word.length()) < SHORTEST
        ? "=" + HashedWords.beginning(word, LONGEST_WORD)
        : HashedWords.beginning(word, LONGEST_BEGINNING);
  }

  @Override
  public String toString() {
    return "PersonTerms[***]";
  }
}
