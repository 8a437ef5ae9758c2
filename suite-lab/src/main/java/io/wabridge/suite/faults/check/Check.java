package io.wabridge.suite.faults.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers one line of JSON to each word on its standard input: {@code look} (how far it is), {@code
 * arrived ID} (whether the message its sender calls so was received), {@code latency FROM UNTIL}
 * (of what was said between two moments), {@code forgotten} (what is on its way now can come by a
 * human's hand only), {@code human} (from now on everything that arrives is late), {@code verdict}.
 */
public final class Check {

  private Check() {}

  public static void main(String... arguments) throws IOException, InterruptedException {
    var plan = Plan.of(JsonMapper.shared().readTree(Files.readString(Path.of(arguments[2]))));
    var books = new Books(plan);
    var phones = new Pages(arguments[0]);
    var desks = new Pages(arguments[1]);
    var words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var word = words.readLine(); word != null; word = words.readLine()) {
      phones.next(books::phone);
      desks.next(books::desk);
      books.settle();
      System.out.println(answer(word, books));
      System.out.flush();
    }
  }

  private static JsonNode answer(String word, Books books) {
    if (word.startsWith("arrived ")) {
      return books.arrived(word.substring("arrived ".length()));
    }
    if (word.startsWith("latency ")) {
      var span = word.split(" ", -1);
      return Latency.of(books.messages(), Long.parseLong(span[1]), Long.parseLong(span[2]));
    }
    return switch (word) {
      case "forgotten" -> {
        books.forgotten();
        yield books.progress();
      }
      case "human" -> {
        books.human();
        yield books.progress();
      }
      case "verdict" -> new Verdict(books).json();
      default -> books.progress();
    };
  }
}
