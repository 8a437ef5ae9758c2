package io.wabridge.suite.faults.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The time from sending to arrival, by tenant; late and missing messages have none. */
final class Latency {

  private Latency() {}

  static JsonNode of(List<Message> messages) {
    return of(messages, 0, Long.MAX_VALUE, false);
  }

  /** Of messages sent in this period, end excluded, with the list of all times. */
  static JsonNode of(List<Message> messages, long fromMs, long untilMs) {
    return of(messages, fromMs, untilMs, true);
  }

  private static JsonNode of(
      List<Message> messages, long fromMs, long untilMs, boolean everySingleTime) {
    Map<String, List<Long>> times = new TreeMap<>();
    Map<String, Integer> said = new TreeMap<>();
    for (var message : messages) {
      var tenant = message.tag.tenant();
      if (message.saidMs < fromMs || message.saidMs >= untilMs) {
        continue;
      }
      said.merge(tenant, 1, Integer::sum);
      var here = times.computeIfAbsent(tenant, name -> new ArrayList<>());
      if (message.texts > 0 && message.arrived() && !message.late) {
        here.add(message.arrivedMs - message.saidMs);
      }
    }
    var all = JsonMapper.shared().createObjectNode();
    times.forEach((tenant, sample) -> {
      var one = all.putObject(tenant).put("said", said.getOrDefault(tenant, 0));
      figures(one, sample, everySingleTime);
    });
    return all;
  }

  private static void figures(ObjectNode one, List<Long> sample, boolean everySingleTime) {
    var sorted = sample.stream().sorted().toList();
    one.put("messages", sorted.size());
    if (!sorted.isEmpty()) {
      one.put("p50", sorted.get(sorted.size() / 2));
      one.put("p95", sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100)));
    }
    if (everySingleTime) {
      var times = one.putArray("times");
      sorted.forEach(times::add);
    }
  }
}
