package io.wabridge.connectors.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPartsTest {

  @Test
  void splitsAtSentencesAndWords() {
    assertThat(TextParts.split("short", 10)).containsExactly("short");
    assertThat(TextParts.split("", 10)).containsExactly("");
    assertThat(TextParts.split("First one.\n\nSecond one.", 15))
        .containsExactly("First one.\n\n", "Second one.");
    assertThat(TextParts.split("One is here. Two is there.", 16))
        .containsExactly("One is here. ", "Two is there.");
    assertThat(TextParts.split("alpha beta gamma", 12)).containsExactly("alpha beta ", "gamma");
  }

  @Test
  void losesNothingAndSplitsNoVisibleCharacter() {
    Random random = new Random(7);
    String[] atoms = {
      "a", " ", ". ", "\n", "\n\n", "é", "👩‍👩‍👧", "🇬🇧", "e\u0301", "日本", "x".repeat(30)
    };
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        text.append(atoms[random.nextInt(atoms.length)]);
      }
      List<String> parts = TextParts.split(text.toString(), 20);
      assertThat(String.join("", parts)).isEqualTo(text.toString());
      assertThat(parts)
          .allSatisfy(part -> {
            assertThat(part.length()).isBetween(1, 20);
            assertThat(Character.isLowSurrogate(part.charAt(0))).isFalse();
            assertThat(part.charAt(0)).isNotEqualTo('\u0301').isNotEqualTo('\u200d');
          });
    }
    assertThat(String.join("", TextParts.split("👍".repeat(50), 1))).isEqualTo("👍".repeat(50));
  }

  @Test
  void longTextWithAFlagAtTheLimit() {
    assertThat(TextParts.split("a".repeat(4094) + "🇬🇧Z", 4096))
        .containsExactly("a".repeat(4094), "🇬🇧Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "🇬🇧",
        "👩‍👩‍👧",
        "👍🏽",
        "e\u0301\u0323",
        "한",
        "क्षि",
        "நி",
        "1️⃣",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿"
      })
  void splitsNoVisibleCharacterAtAnyPlace(String visible) {
    for (String word : List.of("a", visible, "b ", "日")) {
      for (int before = 30; before < 60; before++) {
        String text = word.repeat(before) + visible + "z".repeat(60);
        for (int max = 40; max < 60; max++) {
          List<String> parts = TextParts.split(text, max);
          assertThat(String.join("", parts)).isEqualTo(text);
          assertThat(
                  parts.stream()
                      .mapToLong(part -> part.split(Pattern.quote(visible), -1).length - 1)
                      .sum())
              .isEqualTo(text.split(Pattern.quote(visible), -1).length - 1);
        }
      }
    }
  }

  @Test
  void aMegabyteIsQuick() {
    long start = System.nanoTime();
    assertThat(TextParts.split("word ".repeat(200_000), 4096)).hasSizeGreaterThan(240);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }
}
