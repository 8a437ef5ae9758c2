package io.wabridge.suite.faults;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The promises, each with the checker's figure that counts its violations. */
record Promises(JsonNode verdict) {

  private record Promise(String figure, String words) {}

  private static final List<Promise> ALL =
      List.of(
          new Promise("missing", "promise 1, nothing accepted is lost"),
          new Promise("second_sends", "promise 2, no message arrives twice"),
          new Promise("inversions", "promise 3, order within a conversation"),
          new Promise("wrong_person", "promise 4, isolation of persons and tenants"),
          new Promise("media_wrong", "promise 5, a file arrives as it was sent"),
          new Promise("needing_a_human", "a fault that has ended leaves nothing for a human"),
          new Promise("double_receipts", "one receipt of a kind for a message"),
          new Promise("without_receipt", "an agent's message on the phone has a receipt"),
          new Promise("split_persons", "one conversation at the desk for a person"),
          new Promise("held_words", "a file that cannot be downloaded holds nothing else"));

  /** A line for each of these figures that is not zero. */
  List<String> violated(List<String> figures) {
    return ALL.stream()
        .filter(promise -> figures.contains(promise.figure()))
        .filter(promise -> verdict.path(promise.figure()).asLong() > 0)
        .map(promise ->
            "%s: broken %d times"
                .formatted(promise.words(), verdict.path(promise.figure()).asLong()))
        .toList();
  }

  /** A heading for each broken promise, followed by its examples. */
  List<String> broken() {
    var lines = new ArrayList<String>();
    for (var promise : ALL) {
      var count = verdict.path(promise.figure()).asLong();
      if (count > 0) {
        lines.add("BROKEN: " + promise.words() + ": " + count + " times, for example");
        verdict
            .path("examples")
            .path(promise.figure())
            .forEach(example -> lines.add("  " + example.asString()));
      }
    }
    return lines;
  }
}
