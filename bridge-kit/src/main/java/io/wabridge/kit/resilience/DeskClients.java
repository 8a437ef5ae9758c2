package io.wabridge.kit.resilience;

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
    record Chosen(DeskClientGuard client) implements Choice {}

    record Paused(Duration left) implements Choice {}

    record AllRefused(Delivery.Refused refusal) implements Choice {}
  }

  private static final Duration ALL_REFUSED_RETRY = Duration.ofSeconds(5);

  private final ResilienceProperties properties;
  private final Map<DeskClient, DeskClientGuard> known = new LinkedHashMap<>();

  DeskClients(ResilienceProperties properties) {
    this.properties = properties;
  }

  /** Follows what the tenant entered; who is entered anew begins anew. */
  private synchronized List<DeskClientGuard> syncWith(List<DeskClient> entered) {
    known.keySet().retainAll(entered);
    return entered.stream()
        .map(client ->
            known.computeIfAbsent(
                client, one -> new DeskClientGuard(one, properties.requestsPerMinute())))
        .toList();
  }

  Choice choose(List<DeskClient> entered, String callKey) {
    var all = syncWith(entered);
    var pool = notRefused(all, properties.clientRest());
    if (pool.isEmpty()) {
      pool = notRefused(all, ALL_REFUSED_RETRY);
    }
    if (pool.isEmpty()) {
      return new Choice.AllRefused(refusal(all));
    }
    var open = pool.stream().filter(client -> client.remainingBackoff() == null).toList();
    if (open.isEmpty()) {
      return new Choice.Paused(shortestBackoff(pool));
    }
    var reserved =
        open.stream().filter(client -> client.budget().hasReservation(callKey)).findFirst();
    return new Choice.Chosen(
        reserved.orElseGet(() ->
            open.stream()
                .max(Comparator.comparingDouble(client -> client.budget().remainingShare()))
                .orElseThrow()));
  }

  /** Whether somebody else is let in where this one is not. */
  boolean hasOther(List<DeskClient> entered, DeskClientGuard refused) {
    return notRefused(syncWith(entered), properties.clientRest()).stream()
        .anyMatch(client -> client != refused);
  }

  private static List<DeskClientGuard> notRefused(List<DeskClientGuard> all, Duration lately) {
    return all.stream().filter(client -> client.recentRefusal(lately) == null).toList();
  }

  private static Delivery.Refused refusal(List<DeskClientGuard> all) {
    return all.stream()
        .map(client -> client.recentRefusal(ALL_REFUSED_RETRY))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> new Delivery.Refused(Reason.AUTH, "The desk lets nobody of us in."));
  }

  private static Duration shortestBackoff(List<DeskClientGuard> pool) {
    return pool.stream()
        .map(DeskClientGuard::remainingBackoff)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(Duration.ofMillis(1));
  }

  synchronized long working() {
    return known.values().stream().filter(DeskClientGuard::working).count();
  }

  synchronized long refused() {
    return known.size() - working();
  }

  /** What is left of all budgets together. */
  synchronized double remainingBudget() {
    return known.values().stream()
        .mapToDouble(client -> Math.max(0, client.budget().remainingShare()))
        .average()
        .orElse(1);
  }
}
