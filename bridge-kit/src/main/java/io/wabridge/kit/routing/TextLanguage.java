package io.wabridge.kit.routing;

import com.optimaize.langdetect.LanguageDetector;
import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.i18n.LdLocale;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The language in which a text is written, if that is certain. Chinese and Japanese are not told
 * apart and not guessed.
 */
final class TextLanguage {

  private static final int SHORTEST = 20;
  private static final int FEWEST_WORDS = 3;

  /** More characters do not make it more certain. */
  private static final int LONGEST = 300;

  /** The library's algorithm for short texts is used below this length. */
  private static final int SHORT = 50;

  private static final double CERTAIN = 0.9;

  /** Addresses and numbers have no language. */
  private static final Pattern NO_WORDS = Pattern.compile("\\S*(://|@|www\\.)\\S*|\\S*\\d\\S*");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private TextLanguage() {}

  static Optional<String> of(String text) {
    var beginning = text.substring(0, Math.min(text.length(), LONGEST));
    var words = SPACES.matcher(NO_WORDS.matcher(beginning).replaceAll(" ")).replaceAll(" ").strip();
    if (words.length() < SHORTEST || differentWords(words) < FEWEST_WORDS) {
      return Optional.empty();
    }
    return Optional.ofNullable(Detector.LANGUAGES.detect(words).orNull())
        .map(LdLocale::getLanguage);
  }

  private static long differentWords(String words) {
    return Arrays.stream(words.split(" ")).distinct().count();
  }

  /** Loaded when a text is first examined: most channels have no route for a language. */
  private static final class Detector {

    static final LanguageDetector LANGUAGES = load();

    private static LanguageDetector load() {
      var languages =
          Stream.of(
                  "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "id",
                  "it", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi")
              .map(LdLocale::fromString)
              .toList();
      try {
        return LanguageDetectorBuilder.create(NgramExtractors.standard())
            .withProfiles(new LanguageProfileReader().readBuiltIn(languages))
            .shortTextAlgorithm(SHORT)
            .minimalConfidence(CERTAIN)
            .seed(1) // the same text always has the same language
            .build();
      } catch (IOException e) {
        throw new UncheckedIOException("the language profiles cannot be read", e);
      }
    }
  }
}
