package io.wabridge.kit.resilience;

import io.wabridge.model.Delivery;
import io.wabridge.model.FailureScope;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Limits;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The credentials of one endpoint. Limits often hold per credential, so the one with the largest
 * budget left is used; one that is refused leaves the pool and is tried again later.
 */
final class CredentialPool {

  /** Which credential to use, or why none can be used. */
  sealed interface Choice {
    record Chosen(CredentialGuard credential) implements Choice {}

    record BackingOff(Duration left) implements Choice {}

    record AllRefused(Delivery.Refused refusal) implements Choice {}
  }

  private static final Duration LAST_ONE_RETRY = Duration.ofSeconds(5);

  private final String endpoint;
  private final Limits limits;
  private final Duration retryRefused;
  private final Map<String, CredentialGuard> known = new LinkedHashMap<>();

  CredentialPool(String endpoint, Limits limits, ResilienceProperties properties) {
    this.endpoint = endpoint;
    this.limits = limits;
    this.retryRefused = properties.credentialRetry();
  }

  /** Follows what is configured; a credential that is entered again starts without history. */
  private synchronized List<CredentialGuard> update(List<String> configured) {
    known.keySet().retainAll(configured);
    return configured.stream()
        .map(id -> known.computeIfAbsent(id, one -> new CredentialGuard(endpoint, one, limits)))
        .toList();
  }

  Choice choose(List<String> configured, String key) {
    var all = update(configured);
    var usable = notRefused(all, retryRefused);
    if (usable.isEmpty()) {
      usable = notRefused(all, LAST_ONE_RETRY);
    }
    if (usable.isEmpty()) {
      return new Choice.AllRefused(refusal(all));
    }
    var ready = usable.stream().filter(one -> one.remainingBackoff() == null).toList();
    if (ready.isEmpty()) {
      return new Choice.BackingOff(shortestBackoff(usable));
    }
    var reserved = ready.stream().filter(one -> one.budget().hasReservation(key)).findFirst();
    return new Choice.Chosen(
        reserved.orElseGet(() ->
            ready.stream()
                .max(Comparator.comparingDouble(one -> one.budget().remainingShare()))
                .orElseThrow()));
  }

  /** Whether another credential may work where this one is refused. */
  boolean hasAnother(List<String> configured, CredentialGuard refused) {
    return notRefused(update(configured), retryRefused).stream().anyMatch(one -> one != refused);
  }

  private static List<CredentialGuard> notRefused(List<CredentialGuard> all, Duration age) {
    return all.stream().filter(one -> one.refusedWithin(age) == null).toList();
  }

  private static Delivery.Refused refusal(List<CredentialGuard> all) {
    return all.stream()
        .map(one -> one.refusedWithin(LAST_ONE_RETRY))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() ->
            new Delivery.Refused(
                Reason.AUTH, "All credentials are refused.", FailureScope.CREDENTIAL));
  }

  private static Duration shortestBackoff(List<CredentialGuard> all) {
    return all.stream()
        .map(CredentialGuard::remainingBackoff)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(Duration.ofMillis(1));
  }

  synchronized long working() {
    return known.values().stream().filter(CredentialGuard::working).count();
  }

  synchronized long refused() {
    return known.size() - working();
  }

  /** The average of what is left of the budgets: 1 is full. */
  synchronized double remainingShare() {
    return known.values().stream()
        .mapToDouble(one -> Math.max(0, one.budget().remainingShare()))
        .average()
        .orElse(1);
  }
}
