package io.wabridge.suite.faults.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The arguments are the file with the plan, and the addresses of the phones and of each kind of
 * desk. Answers each command on its standard input with one line of JSON: {@code progress} (the
 * progress), {@code arrived ID} (whether the message with this id of the sender was received),
 * {@code latency FROM UNTIL} (of messages sent in this period), {@code store-lost} (messages in
 * transit now count as late), {@code operator} (all later arrivals count as late), {@code verdict}.
 */
public final class Check {

  private Check() {}

  public static void main(String... arguments) throws IOException, InterruptedException {
    var plan = Plan.of(JsonMapper.shared().readTree(Files.readString(Path.of(arguments[0]))));
    var records = new MessageRecords(plan);
    var phones = new Pages(arguments[1]);
    var desks = Arrays.stream(arguments).skip(2).map(Pages::new).toList();
    var words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var word = words.readLine(); word != null; word = words.readLine()) {
      phones.next(records::phone);
      for (var desk : desks) {
        desk.next(records::desk);
      }
      records.settle();
      System.out.println(answer(word, records));
      System.out.flush();
    }
  }

  private static JsonNode answer(String word, MessageRecords records) {
    if (word.startsWith("arrived ")) {
      return records.arrived(word.substring("arrived ".length()));
    }
    if (word.startsWith("latency ")) {
      var span = word.split(" ", -1);
      return Latency.of(records.messages(), Long.parseLong(span[1]), Long.parseLong(span[2]));
    }
    return switch (word) {
      case "store-lost" -> {
        records.storeLost();
        yield records.progress();
      }
      case "operator" -> {
        records.operatorReplayed();
        yield records.progress();
      }
      case "verdict" -> new Verdict(records).json();
      default -> records.progress();
    };
  }
}
