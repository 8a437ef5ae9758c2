package io.wabridge.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Content.Choice.Option;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenAnswerTests {

  private static final List<Option> ANSWERS =
      List.of(
          new Option("a", "Sí, por favor", null),
          new Option("b", "Não", null),
          new Option("c", "Book", null),
          new Option("d", "Book", null));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2", "2.", "2)", " 2 ", "2 .", "02", "2️⃣", "２", "٢", "Não", "nao", "NÃO ", "2. Não",
        "2 nao", "2) não"
      })
  void choosesTheSecond(String text) {
    assertThat(ChosenAnswer.in(ANSWERS, text)).contains(ANSWERS.get(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "5",
        "22",
        "2 bikes",
        "2. Book",
        "1 2",
        "2,5",
        "2.5",
        "10:30",
        "-2",
        "Book",
        "no",
        "Não!",
        "+2",
        "2€",
        "1234567890123"
      })
  void choosesNothing(String text) {
    assertThat(ChosenAnswer.in(ANSWERS, text)).isEmpty();
  }

  @Test
  void aNumberThatIsAlsoAnotherTitleIsAmbiguous() {
    var sizes = List.of(new Option("x", "2", null), new Option("y", "4", null));

    assertThat(ChosenAnswer.in(sizes, "2")).isEmpty();
    assertThat(ChosenAnswer.in(sizes, "4")).contains(sizes.get(1));
    assertThat(ChosenAnswer.in(sizes, "1")).contains(sizes.get(0));
  }
}
