package io.wabridge.state.search;

import java.util.Collections;
import java.util.Set;

/**
 * A word of a text.
 *
 * @param start where it begins in the text, in UTF-16 units
 * @param end where it ends
 * @param folded in lower case, without accents
 * @param forms the folded word and its stems in all languages
 */
record Word(int start, int end, String folded, Set<String> forms) {

  /** Whether both are forms of one word, in at least one language. */
  boolean isLike(Word other) {
    return !Collections.disjoint(forms, other.forms);
  }

  /** What was said: it does not appear in logs. */
  @Override
  public String toString() {
    return "Word[***]";
  }
}
