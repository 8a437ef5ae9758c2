package io.wabridge.state.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries as a person writes them. */
class QueryParserTests {

  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

  private static Query parse(String text) {
    return QueryParser.parse(text, ZoneOffset.UTC, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | at least one word",
        "'  ' | at least one word",
        "'!!! ...' | at least one word",
        "-casa | at least one word",
        "-casa -\"buenos días\" | at least one word",
        "channel:x after:2026-01-01 | at least one word",
        "casa \"azul | quotation mark at position 6",
        "\"\" | no word between",
        "ca* | at least 3 letters",
        "c*sa | only at the end",
        "* | only at the end",
        "\"casa\"* | only at the end",
        "example.co* | only at the end",
        "form:ana | no operator form:; there are from:, agent:",
        "https://example.com | no operator https:",
        "label:vip | label: cannot be used: conversations have no labels",
        "from: | from: needs a value",
        "from:\"\" | from: needs a value",
        "from:+4 | at least 3 digits",
        "from:!! | a part of a number, or a name",
        "from:ana from:eva | from: is used twice",
        "from:ana agent:x | use one of them",
        "-from:ana casa | only words and phrases can be excluded",
        "kind:picture | kind: is one of audio, ",
        "has:link | has:media",
        "casa before:yesterday | before: needs a day",
        "casa before:2026-13-01 | before: needs a day",
        "casa after:2026-01-01T25:00:00Z | after: needs a day",
        "casa after:+99999-01-01 | after: needs a day",
        "casa after:9999-01-01 | of the years 2000 to 2999",
        "casa after:2026-02-01 before:2026-02-01 | after: must be earlier",
        "a b c d e f g h i j k l m n o p q r s t u | more than 20"
      })
  void refuses(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(text))
        .withMessageStartingWith("The parameter q: ")
        .withMessageContaining(why);
  }

  @Test
  void refusesWhatIsTooLongOrNotStorable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("a".repeat(10_000)))
        .withMessageContaining("10000 characters; at most 500");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("from:a\0b"))
        .withMessageContaining("NUL");
  }

  @Test
  void readsWordsPhrasesAndOperators() {
    var query =
        parse(
            "Factura -abono “buenos días” fac* kind:image HAS:media from:\"Ana López\""
                + " after:2026-03-01 before:2026-03-02T10:00:00+02:00 hola: 10:30");

    assertThat(query.all()).hasSize(5);
    assertThat(query.all().get(1)).isEqualTo(new Term.Phrase(List.of("buenos", "dias")));
    assertThat(query.all().get(2)).isInstanceOf(Term.Beginning.class);
    assertThat(query.all().get(4)).isEqualTo(new Term.Phrase(List.of("10", "30")));
    assertThat(query.none()).hasSize(1);
    assertThat(query.kinds()).containsExactly("image", "media");
    assertThat(query.from()).isEqualTo(new PersonTerms(null, List.of("ana", "lopez")));
    assertThat(query.since()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(query.before()).isEqualTo("2026-03-02T08:00:00Z");
  }

  @Test
  void readsDaysInTheirTimeZone() {
    assertThat(QueryParser.parse("casa after:2026-03-01", MADRID, false).since())
        .isEqualTo(Instant.parse("2026-02-28T23:00:00Z"));
  }

  @Test
  void readsPartsOfNumbers() {
    assertThat(parse("from:\"+34 600-12\"").from())
        .isEqualTo(new PersonTerms("3460012", List.of("#346", "#460", "#600", "#001", "#012")));
    assertThat(parse("from:0034600123").from().digits()).isEqualTo("34600123");
    assertThat(parse("from:0062").from().digits()).isEqualTo("0062");
    assertThat(parse("from:li").from().terms()).containsExactly("=li");
  }

  @Test
  void takesTheLastWordAsUnfinishedWhileItIsTyped() {
    assertThat(QueryParser.parse("hola fact", ZoneOffset.UTC, true).all())
        .element(1)
        .isInstanceOf(Term.Beginning.class);
    assertThat(QueryParser.parse("hola fa", ZoneOffset.UTC, true).all())
        .allMatch(Term.Like.class::isInstance);
    assertThat(QueryParser.parse("hola fact ", ZoneOffset.UTC, true).all())
        .allMatch(Term.Like.class::isInstance);
  }
}
