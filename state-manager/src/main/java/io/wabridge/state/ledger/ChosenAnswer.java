package io.wabridge.state.ledger;

import io.wabridge.model.Content.Choice.Option;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the numbered answer that a text chooses: "2", "2.", "2)", its title, or both. */
final class ChosenAnswer {

  private static final Pattern NUMBER =
      Pattern.compile("(\\p{Nd}{1,3})\\s*(?:[.):]\\s*|-\\s+|\\s+|$)(.*)");

  private ChosenAnswer() {}

  /** Empty if the text chooses no answer, or more than one. */
  static Optional<Option> in(List<Option> answers, String text) {
    var said = comparable(text);
    var chosen =
        IntStream.range(0, answers.size())
            .filter(i -> chooses(said, i + 1, comparable(answers.get(i).title())))
            .mapToObj(answers::get)
            .limit(2)
            .toList();
    return chosen.size() == 1 ? Optional.of(chosen.getFirst()) : Optional.empty();
  }

  private static boolean chooses(String said, int number, String title) {
    if (!said.isEmpty() && said.equals(title)) {
      return true;
    }
    var match = NUMBER.matcher(said);
    return match.matches()
        && Integer.parseInt(match.group(1)) == number
        && (match.group(2).isEmpty() || match.group(2).equals(title));
  }

  /** Without accents, differences of case, variants of digits and keycaps. */
  private static String comparable(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("[\\p{M}\\u200d]", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\u00a0\\u202f]+", " ")
        .strip();
  }
}
