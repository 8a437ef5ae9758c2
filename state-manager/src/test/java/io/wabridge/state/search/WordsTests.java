package io.wabridge.state.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a word, and which words are alike. */
class WordsTests {

  private static Word word(String text) {
    return Words.of(Words.composed(text)).getFirst();
  }

  @ParameterizedTest(name = "{0}: {1} is like {2}")
  @CsvSource({
    "case, HELLO, hello",
    "accent, canción, CANCION",
    "accent as its own character, cancio\u0301n, canción",
    "es, facturas, factura",
    "es, camiones, camión",
    "es, zapatos, zapato",
    "pt, casas, casa",
    "pt, pedidos, pedido",
    "pt, canções, canção",
    "en, houses, house",
    "en, jumping, jumped",
    "en, cities, city",
    "de, Straße, strasse"
  })
  void areAlike(String why, String one, String other) {
    assertThat(word(one).isLike(word(other))).as(why).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"casa, cama", "factura, fractura", "pedido, perdido", "house, horse"})
  void areNotAlike(String one, String other) {
    assertThat(word(one).isLike(word(other))).isFalse();
  }

  @Test
  void eachPartOfAnAddressOrNumberIsAWord() {
    var text = "Write to ana.lopez@example.com: it's 12,50 € – 👍 snake_case";

    var words = Words.of(text);

    assertThat(words)
        .extracting(Word::folded)
        .containsExactly(
            "write", "to", "ana", "lopez", "example", "com", "it", "s", "12", "50", "👍", "snake",
            "case");
    assertThat(words)
        .allSatisfy(word ->
            assertThat(text.substring(word.start(), word.end()))
                .isEqualToIgnoringCase(word.folded()));
  }

  @Test
  void allAnalyzersSplitInTheSamePlacesWhateverTheText() {
    var random = new Random(20261128);
    for (var i = 0; i < 2000; i++) {
      var text =
          random
              .ints(random.nextInt(60), 0, i % 2 == 0 ? 0x3000 : Character.MAX_CODE_POINT + 1)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      var composed = Words.composed(text);
      var words = Words.of(composed); // fails if one of them finds fewer words
      assertThat(words).allMatch(word -> word.end() <= composed.length());
      assertThat(words).allMatch(word -> word.forms().contains(word.folded()));
    }
    assertThat(Words.of("x".repeat(100_000))).isNotEmpty();
    assertThat(Words.of("")).isEqualTo(List.of());
  }
}
