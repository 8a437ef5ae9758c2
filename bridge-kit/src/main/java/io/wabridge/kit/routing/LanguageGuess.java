package io.wabridge.kit.routing;

import io.wabridge.model.Person;
import java.util.Optional;

/**
 * The language of a person, as two letters: of the text if it is long enough to tell, otherwise of
 * the person's country if nearly everyone there speaks one language.
 */
public final class LanguageGuess {

  private LanguageGuess() {}

  public static Optional<String> of(String text, Person person) {
    return TextLanguage.of(text).or(() -> CountryLanguage.of(person));
  }
}
