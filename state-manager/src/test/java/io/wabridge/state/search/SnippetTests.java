package io.wabridge.state.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The part of a text that shows a match. */
class SnippetTests {

  private static Snippet snippet(String text, String query) {
    var words = Words.of(text);
    return Snippet.of(text, words, QueryParser.parse(query, ZoneOffset.UTC, false).spans(words));
  }

  private static String marked(Snippet snippet) {
    var text = new StringBuilder(snippet.text());
    for (var match : snippet.matches().reversed()) {
      text.insert(match.start() + match.length(), ']').insert(match.start(), '[');
    }
    return text.toString();
  }

  @Test
  void marksAllMatchesOfAShortText() {
    assertThat(marked(snippet("<b>La canción</b> de las canciones 🎵 hoy", "cancion hoy")))
        .isEqualTo("<b>La [canción]</b> de las [canciones] 🎵 [hoy]");
    assertThat(marked(snippet("buenos días, Ana", "\"buenos dias\" dias")))
        .isEqualTo("[buenos días], Ana");
  }

  @Test
  void cutsALongTextAtTheLimitsOfWords() {
    var text = "palabra ".repeat(100) + "aguja " + "palabra ".repeat(100);

    var snippet = snippet(text, "aguja");

    assertThat(snippet.text()).startsWith("palabra").hasSizeLessThanOrEqualTo(160);
    assertThat(snippet.text()).endsWith("palabra");
    assertThat(marked(snippet)).contains("[aguja]");
    assertThat(snippet.begins() && snippet.ends()).isTrue();
  }

  @Test
  void doesNotNeedLimitsOfWords() {
    for (var text : new String[] {"🎵".repeat(300), "x".repeat(5000), " ".repeat(5000) + "aguja"}) {
      var snippet = snippet(text, "aguja");
      assertThat(snippet.text()).hasSizeLessThanOrEqualTo(160);
      assertThat(Character.isHighSurrogate(snippet.text().charAt(snippet.text().length() - 1)))
          .isFalse();
    }
  }
}
