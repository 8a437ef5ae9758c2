package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What an operator does when all is quiet again: looks at what is parked, asks the other side about
 * what may have arrived, and releases the rest. Through the public API only.
 */
final class Human {

  private static final String UNKNOWN = "OUTCOME_UNKNOWN";
  private static final int PAGES = 2000;

  private final Calls api;
  private final Judge judge;
  private final List<JsonNode> parked = new ArrayList<>();

  Human(Place place, Judge judge) {
    this.api = new Calls(place.gateway(), "Bearer " + place.get("BRIDGE_ADMIN_TOKEN"));
    this.judge = judge;
  }

  /** How many are parked, by stage and reason. */
  Map<String, Integer> look() throws IOException, InterruptedException {
    parked.clear();
    var counts = new TreeMap<String, Integer>();
    var cursor = "";
    for (var page = 0; page < PAGES; page++) {
      var answer =
          api.get("/api/v1/parked?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      for (var one : answer.path("items")) {
        parked.add(one);
        counts.merge(
            one.path("stage").asString() + " " + one.path("reason").asString(), 1, Integer::sum);
      }
      cursor = answer.path("next").asString("");
      if (cursor.isEmpty() || answer.path("items").isEmpty()) {
        break;
      }
    }
    return counts;
  }

  long uncertain() {
    return parked.stream().filter(Human::uncertain).count();
  }

  /** Releases what has not arrived; returns what was done. */
  List<String> release() throws IOException, InterruptedException {
    var done = new ArrayList<String>();
    var arrived = 0;
    var missing = 0;
    for (var one : parked) {
      if (uncertain(one)) {
        if (arrived(one)) {
          arrived++;
        } else {
          missing++;
          api.post("/api/v1/parked/" + one.path("id").asString() + "/replay", Map.of());
        }
      }
    }
    if (arrived + missing > 0) {
      done.add(
          "of unknown outcome: %d had arrived and were left, %d had not and were released"
              .formatted(arrived, missing));
    }
    var reasons = parked.stream().filter(one -> !uncertain(one)).map(Human::reason).distinct();
    for (var reason : reasons.toList()) {
      var answer = api.post("/api/v1/parked/replay", Map.of("reason", reason));
      done.add("released with reason " + reason + ": " + answer);
    }
    return done;
  }

  /** The sender's own id of the message, and whether the receiver has it. */
  private boolean arrived(JsonNode one) throws IOException, InterruptedException {
    var message =
        api.get("/api/v1/messages/" + one.path("messageId").asString() + "/trace").path("message");
    var inbound = message.path("direction").asString().equals("INBOUND");
    var id = message.path(inbound ? "channelMessageId" : "deskMessageId").asString("");
    return judge.ask("arrived " + id).path("arrived").asBoolean();
  }

  private static boolean uncertain(JsonNode one) {
    return reason(one).equals(UNKNOWN);
  }

  private static String reason(JsonNode one) {
    return one.path("reason").asString();
  }
}
