package io.wabridge.suite.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The broker's state: alarms and queues from its management API, redeliveries from its metrics,
 * because the local broker keeps no redelivery count for each queue.
 */
final class Broker {

  private static final Pattern REDELIVERED =
      Pattern.compile("(?m)^rabbitmq_global_messages_redelivered_total\\{.*quorum.*\\} (\\d+)");

  private final List<Calls> management;
  private final Calls metrics;
  private final boolean cluster;
  private final Map<String, Long> seen = new HashMap<>();
  private long redelivered;
  private volatile boolean watching = true;

  Broker(Place place) {
    var login = place.get("SPRING_RABBITMQ_USERNAME") + ":" + place.get("SPRING_RABBITMQ_PASSWORD");
    var credentials =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    var ports =
        place
            .maybe("BRIDGE_CLUSTER_MANAGEMENT")
            .orElseGet(() -> place.get("RABBITMQ_MANAGEMENT_PORT"));
    cluster = place.maybe("BRIDGE_CLUSTER_MANAGEMENT").isPresent();
    metrics = new Calls("http://127.0.0.1:" + place.get("RABBITMQ_PROMETHEUS_PORT"), null);
    management =
        Stream.of(ports.split(","))
            .map(port -> new Calls("http://127.0.0.1:" + port, credentials))
            .toList();
  }

  /** The response of the first node that answers. */
  private JsonNode get(String path) throws IOException, InterruptedException {
    var noAnswer = new IOException("no node of the broker answers");
    for (var node : management) {
      try {
        return node.get(path);
      } catch (IOException e) {
        noAnswer.addSuppressed(e);
      }
    }
    throw noAnswer;
  }

  /**
   * Counts redeliveries until the end of the run; the counters of a killed broker restart at zero.
   */
  void watch() {
    Thread.ofVirtual()
        .name("broker-watch")
        .start(() -> {
          while (watching) {
            try {
              readCounters();
              Thread.sleep(3000);
            } catch (InterruptedException e) {
              return;
            }
          }
        });
  }

  private synchronized void readCounters() throws InterruptedException {
    try {
      if (!cluster) {
        var said = REDELIVERED.matcher(metrics.text("/metrics"));
        count("", said.find() ? Long.parseLong(said.group(1)) : 0);
        return;
      }
      for (var queue : get("/api/queues?columns=name,message_stats.redeliver")) {
        count(
            queue.path("name").asString(), queue.path("message_stats").path("redeliver").asLong(0));
      }
    } catch (IOException e) {
      // the broker is down, which is expected
    }
  }

  private void count(String of, long now) {
    var before = seen.getOrDefault(of, 0L);
    redelivered += now >= before ? now - before : now;
    seen.put(of, now);
  }

  synchronized long redelivered() {
    return redelivered;
  }

  void stop() {
    watching = false;
  }

  /** Messages in all queues, or -1 when the broker does not answer. */
  long waiting() throws InterruptedException {
    try {
      return get("/api/overview").path("queue_totals").path("messages").asLong(0);
    } catch (IOException e) {
      return -1;
    }
  }

  /** Deletes the queues with this name prefix; returns their number. */
  int delete(String prefix) throws IOException, InterruptedException {
    var deleted = 0;
    for (var queue : get("/api/queues?columns=name")) {
      var name = queue.path("name").asString();
      if (name.startsWith(prefix)) {
        management.getFirst().delete("/api/queues/%2F/" + name);
        deleted++;
      }
    }
    return deleted;
  }

  boolean alarm(String which) throws InterruptedException {
    try {
      for (var node : get("/api/nodes")) {
        if (node.path(which).asBoolean()) {
          return true;
        }
      }
    } catch (IOException e) {
      // no answer: report no alarm
    }
    return false;
  }
}
