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
import org.jspecify.annotations.Nullable;

/**
 * The credentials of one endpoint. Limits often hold per credential, so the one with the largest
 * budget left is used; one that is refused leaves the pool and is tried again later. When all are
 * refused, calls wait: a refusal says nothing about the message.
 */
final class CredentialPool {

  /** Which credential to use, or why none can be used now. */
  sealed interface Choice {
    record Chosen(CredentialGuard credential) implements Choice {}

    record BackingOff(Duration left) implements Choice {}

    record AllRefused(Duration left, Delivery.Refused refusal) implements Choice {}
  }

  private static final Duration ALMOST_OVER = Duration.ofMillis(1);

  private final String endpoint;
  private final Limits limits;
  private final Map<String, CredentialGuard> known = new LinkedHashMap<>();

  CredentialPool(String endpoint, Limits limits) {
    this.endpoint = endpoint;
    this.limits = limits;
  }

  /** Applies a changed configuration; a credential that is entered again starts without history. */
  private synchronized List<CredentialGuard> update(List<String> configured) {
    known.keySet().retainAll(configured);
    return configured.stream()
        .map(id -> known.computeIfAbsent(id, one -> new CredentialGuard(endpoint, one, limits)))
        .toList();
  }

  Choice choose(List<String> configured, String key) {
    var all = update(configured);
    var usable = usable(all);
    if (usable.isEmpty()) {
      var first =
          all.stream().min(Comparator.comparing(one -> left(one.remainingRefusal()))).orElseThrow();
      return new Choice.AllRefused(left(first.remainingRefusal()), refusal(first));
    }
    var ready = usable.stream().filter(one -> one.remainingBackoff() == null).toList();
    if (ready.isEmpty()) {
      return new Choice.BackingOff(
          usable.stream()
              .map(one -> left(one.remainingBackoff()))
              .min(Comparator.naturalOrder())
              .orElse(ALMOST_OVER));
    }
    var reserved = ready.stream().filter(one -> one.budget().hasReservation(key)).findFirst();
    return new Choice.Chosen(
        reserved.orElseGet(() ->
            ready.stream()
                .max(Comparator.comparingDouble(one -> one.budget().remainingShare()))
                .orElseThrow()));
  }

  /** Whether another credential may work if this one is refused. */
  boolean hasAnother(List<String> configured, CredentialGuard refused) {
    return usable(update(configured)).stream().anyMatch(one -> one != refused);
  }

  private static List<CredentialGuard> usable(List<CredentialGuard> all) {
    return all.stream().filter(one -> one.remainingRefusal() == null).toList();
  }

  /** It may have ended between two reads. */
  private static Duration left(@Nullable Duration remaining) {
    return remaining == null ? ALMOST_OVER : remaining;
  }

  private static Delivery.Refused refusal(CredentialGuard credential) {
    var refusal = credential.refusal();
    return refusal == null
        ? new Delivery.Refused(Reason.AUTH, "The credential is refused.", FailureScope.CREDENTIAL)
        : refusal;
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
