package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an operator does when all is quiet again: looks at what is parked, and releases it. */
final class Human {

  private static final int PAGES = 2000;

  private final Calls api;

  Human(Place place) {
    api = new Calls(place.gateway(), "Bearer " + place.get("BRIDGE_ADMIN_TOKEN"));
  }

  /** How many are parked, by stage and reason. */
  Map<String, Integer> parked() throws IOException, InterruptedException {
    var counts = new TreeMap<String, Integer>();
    var cursor = "";
    for (var page = 0; page < PAGES; page++) {
      var answer =
          api.get("/api/v1/parked?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      for (var one : answer.path("items")) {
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

  /** Releases everything; what the service said about it, or that it cannot do it yet. */
  List<String> release() throws IOException, InterruptedException {
    var said = new ArrayList<String>();
    try {
      said.add("POST /api/v1/parked/replay: " + api.post("/api/v1/parked/replay", Map.of()));
    } catch (Calls.Refused e) {
      said.add("POST /api/v1/parked/replay refused: " + e.getMessage());
    }
    return said;
  }
}
