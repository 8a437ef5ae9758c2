package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Acts like an operator after the load: reads the parked messages, asks the other side about those
 * that may have arrived, and replays the rest. Uses only the public API.
 */
final class Operator {

  private static final String UNKNOWN = "OUTCOME_UNKNOWN";
  private static final int PAGES = 2000;

  private final Calls api;
  private final Judge judge;
  private final List<JsonNode> parked = new ArrayList<>();

  Operator(Place place, Judge judge) {
    this.api = new Calls(place.gateway(), "Bearer " + place.get("BRIDGE_ADMIN_TOKEN"));
    this.judge = judge;
  }

  /** The number of parked messages by stage and reason. */
  Map<String, Integer> readParked() throws IOException, InterruptedException {
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

  /** What the bridge could not finish by itself, without messages of unknown outcome. */
  long needingAHuman() {
    return parked.size() - uncertain();
  }

  long uncertain() {
    return parked.stream().filter(Operator::uncertain).count();
  }

  /** Replays messages that have not arrived; returns lines for the report. */
  List<String> replay() throws IOException, InterruptedException {
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
          "of unknown outcome: %d had arrived and were not replayed, %d had not and were replayed"
              .formatted(arrived, missing));
    }
    var reasons = parked.stream().filter(one -> !uncertain(one)).map(Operator::reason).distinct();
    for (var reason : reasons.toList()) {
      var answer = api.post("/api/v1/parked/replay", Map.of("reason", reason));
      done.add("replayed with reason " + reason + ": " + answer);
    }
    return done;
  }

  /** Whether the receiver has the message, looked up by the sender's own id. */
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
