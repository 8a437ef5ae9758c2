package io.wabridge.kit.gate;

import io.wabridge.model.Delivery;
import io.wabridge.model.DeskClient;
import io.wabridge.model.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The OAuth clients of one desk as a pool. The desk's limit is one of each token (genesys.md 6), so
 * the load goes to whoever has most left; who is refused leaves the pool and is tried again later.
 */
final class DeskClients {

  /** Who may call, or why nobody may. */
  sealed interface Choice {
    record Chosen(DeskClientGate client) implements Choice {}

    record Paused(Duration left) implements Choice {}

    record AllRefused(Delivery.Refused refusal) implements Choice {}
  }

  private static final Duration LAST_ONE_RESTS = Duration.ofSeconds(5);

  private final GateProperties properties;
  private final Map<DeskClient, DeskClientGate> known = new LinkedHashMap<>();

  DeskClients(GateProperties properties) {
    this.properties = properties;
  }

  /** Follows what the tenant entered; who is entered anew begins anew. */
  private synchronized List<DeskClientGate> follow(List<DeskClient> entered) {
    known.keySet().retainAll(entered);
    return entered.stream()
        .map(client ->
            known.computeIfAbsent(
                client, one -> new DeskClientGate(one, properties.requestsPerMinute())))
        .toList();
  }

  Choice choose(List<DeskClient> entered, String who) {
    var all = follow(entered);
    var pool = notRefused(all, properties.clientRest());
    if (pool.isEmpty()) {
      pool = notRefused(all, LAST_ONE_RESTS);
    }
    if (pool.isEmpty()) {
      return new Choice.AllRefused(refusal(all));
    }
    var open = pool.stream().filter(client -> client.paused() == null).toList();
    if (open.isEmpty()) {
      return new Choice.Paused(shortestPause(pool));
    }
    var promised = open.stream().filter(client -> client.budget().promised(who)).findFirst();
    return new Choice.Chosen(
        promised.orElseGet(() ->
            open.stream()
                .max(Comparator.comparingDouble(client -> client.budget().left()))
                .orElseThrow()));
  }

  /** Whether somebody else is let in where this one is not. */
  boolean another(List<DeskClient> entered, DeskClientGate refused) {
    return notRefused(follow(entered), properties.clientRest()).stream()
        .anyMatch(client -> client != refused);
  }

  private static List<DeskClientGate> notRefused(List<DeskClientGate> all, Duration lately) {
    return all.stream().filter(client -> client.refused(lately) == null).toList();
  }

  private static Delivery.Refused refusal(List<DeskClientGate> all) {
    return all.stream()
        .map(client -> client.refused(LAST_ONE_RESTS))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> new Delivery.Refused(Reason.AUTH, "The desk lets nobody of us in."));
  }

  private static Duration shortestPause(List<DeskClientGate> pool) {
    return pool.stream()
        .map(DeskClientGate::paused)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(Duration.ofMillis(1));
  }

  synchronized long working() {
    return known.values().stream().filter(DeskClientGate::working).count();
  }

  synchronized long refused() {
    return known.size() - working();
  }

  /** What is left of all budgets together. */
  synchronized double left() {
    return known.values().stream()
        .mapToDouble(client -> Math.max(0, client.budget().left()))
        .average()
        .orElse(1);
  }
}
