package io.wabridge.suite.bench.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/**
 * Words of a language with natural frequencies: the n-th most common one is about 1/n as common as
 * the first (Zipf, with Mandelbrot's shift). They come from a word list of the system if it has
 * one, otherwise from syllables.
 */
final class Vocabulary {

  private static final int SIZE = 30_000;
  private static final double SHIFT = 2.7;

  private final List<String> words;
  private final double[] cumulated;

  private Vocabulary(List<String> words) {
    this.words = words;
    this.cumulated = new double[words.size()];
    var sum = 0.0;
    for (var rank = 0; rank < cumulated.length; rank++) {
      sum += 1 / (rank + SHIFT);
      cumulated[rank] = sum;
    }
  }

  static List<Vocabulary> all(long seed) throws IOException {
    return List.of(
        of(
            "american-english",
            "the of and to in is you that it for was on are with as",
            "ba co di " + "fer gan hol ing jor ken lam mer nor per ris sto tion ver wal yed",
            seed),
        of(
            "spanish",
            "de la que el en y a los se del las un por con no",
            "ba ca ción da el fa go " + "her ía jo la mos ni ñar pre qui ro sí tar ver za",
            seed + 1),
        of(
            "portuguese",
            "de a o que e do da em um para com não uma os no",
            "ba ção da el fa go " + "her inha jo lha mos nho ões pre qui rá sa tar ver zem",
            seed + 2));
  }

  private static Vocabulary of(String list, String common, String syllables, long seed)
      throws IOException {
    var random = new Random(seed);
    var words = new LinkedHashSet<>(Arrays.asList(common.split(" ")));
    var file = Path.of("/usr/share/dict", list);
    if (Files.isReadable(file)) {
      var listed = new ArrayList<>(Files.readAllLines(file));
      Collections.shuffle(listed, random);
      listed.stream().limit(SIZE).forEach(words::add);
    } else {
      var parts = syllables.split(" ");
      while (words.size() < SIZE) {
        // common words are short
        var length = 1 + random.nextInt(words.size() < 300 ? 2 : 4);
        var word = new StringBuilder();
        for (var i = 0; i <= length; i++) {
          word.append(parts[random.nextInt(parts.length)]);
        }
        words.add(word.toString());
      }
    }
    return new Vocabulary(List.copyOf(words));
  }

  /** The word of this rank; 0 is the most common one. */
  String at(int rank) {
    return words.get(rank);
  }

  int size() {
    return words.size();
  }

  String next(Random random) {
    var at = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
    return words.get(Math.min(words.size() - 1, at < 0 ? -at - 1 : at));
  }

  /** A sentence of 3 to 19 words, 11 on average. */
  String sentence(Random random) {
    var sentence = new StringBuilder();
    var length = 3 + random.nextInt(17);
    for (var i = 0; i < length; i++) {
      sentence.append(i == 0 ? "" : " ").append(next(random));
    }
    return sentence.toString();
  }
}
