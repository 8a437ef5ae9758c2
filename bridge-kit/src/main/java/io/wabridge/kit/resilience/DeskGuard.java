package io.wabridge.kit.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.Delivery;
import io.wabridge.model.DeskClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one desk: whether it answers, and how often it may still be called as whom. */
final class DeskGuard {

  /** What a gate says. */
  sealed interface Answer {
    record Go(DeskClient client) implements Answer {}

    record Wait(WaitReason.Wait until) implements Answer {}

    record Refused(Delivery.Refused refusal) implements Answer {}

    record Drop() implements Answer {}
  }

  private static final Duration RETRY_DELAY = Duration.ofMillis(250);
  private static final Duration MAX_RECEIPT_DELAY = Duration.ofSeconds(1);
  private static final Duration FAILED_RECEIPT_PATIENCE = Duration.ofSeconds(30);
  private static final Duration OTHER_CLIENT_DELAY = Duration.ofMillis(10);

  private final EndpointCircuitBreaker breaker;
  private final Bulkhead bulkhead;
  private final DeskClients clients;
  private final ResilienceProperties properties;
  private final Cache<String, Long> waitingSince =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  DeskGuard(String name, ResilienceProperties properties) {
    this.properties = properties;
    breaker = new EndpointCircuitBreaker(name, properties);
    bulkhead = new Bulkhead(properties);
    clients = new DeskClients(properties);
  }

  /** Takes all that one call needs, or says why it cannot be made now. */
  Answer tryAcquire(
      CallPermit permit, List<DeskClient> entered, String callKey, CallPriority priority) {
    return switch (clients.choose(entered, callKey)) {
      case DeskClients.Choice.AllRefused(var refusal) -> new Answer.Refused(refusal);
      case DeskClients.Choice.Paused(var left) ->
          whenExhausted(callKey, priority, WaitReason.CLIENT_PAUSED.after(left));
      case DeskClients.Choice.Chosen(var client) ->
          tryAcquire(permit, entered, callKey, priority, client);
    };
  }

  private Answer tryAcquire(
      CallPermit permit,
      List<DeskClient> entered,
      String callKey,
      CallPriority priority,
      DeskClientGuard client) {
    var call = breaker.tryAcquire(true);
    if (call == null) {
      return new Answer.Wait(WaitReason.UNANSWERED.after(breaker.remainingOpenTime()));
    }
    permit.guardedBy(call);
    if (!bulkhead.tryAcquire(false)) {
      return new Answer.Wait(WaitReason.IN_FLIGHT.after(RETRY_DELAY));
    }
    permit.onClose(() -> bulkhead.release(false));
    var wait = take(client.budget(), callKey, priority);
    if (wait != null) {
      return whenExhausted(callKey, priority, WaitReason.BUDGET.after(wait));
    }
    permit.onUnused(client.budget()::refund);
    permit.onOutcome(delivery -> recordOutcome(delivery, entered, client));
    waitingSince.invalidate(callKey);
    return new Answer.Go(client.client());
  }

  private @Nullable Duration take(
      ReservingRateLimiter budget, String callKey, CallPriority priority) {
    return priority == CallPriority.MESSAGE
            || priority == CallPriority.FAILED_RECEIPT && waited(callKey, FAILED_RECEIPT_PATIENCE)
        ? budget.take(callKey)
        : budget.tryTakeKeeping(priority.keptShare());
  }

  /** What matters least is given up when there is not enough for all. */
  private Answer whenExhausted(String callKey, CallPriority priority, WaitReason.Wait wait) {
    if (priority == CallPriority.MESSAGE) {
      return new Answer.Wait(wait);
    }
    if (priority == CallPriority.DELIVERED_RECEIPT
        && waited(callKey, properties.receiptPatience())) {
      waitingSince.invalidate(callKey);
      return new Answer.Drop();
    }
    return new Answer.Wait(
        priority == CallPriority.DELIVERED_RECEIPT && wait.delay().compareTo(MAX_RECEIPT_DELAY) > 0
            ? wait.reason().after(MAX_RECEIPT_DELAY)
            : wait);
  }

  private boolean waited(String callKey, Duration patience) {
    var now = System.nanoTime();
    return now - waitingSince.get(callKey, _ -> now) >= patience.toNanos();
  }

  private Delivery recordOutcome(
      Delivery delivery, List<DeskClient> entered, DeskClientGuard client) {
    return switch (delivery) {
      case Delivery.Deferred deferred when FailureScope.ACCOUNT.covers(deferred) ->
          client.backOff(deferred);
      case Delivery.Refused refused when FailureScope.CLIENT.covers(refused) -> {
        client.markRefused(refused);
        yield clients.hasOther(entered, client)
            ? new Delivery.Deferred(OTHER_CLIENT_DELAY, refused.reason(), refused.detail())
            : refused;
      }
      case Delivery.Accepted accepted -> {
        client.markAccepted();
        yield accepted;
      }
      default -> delivery;
    };
  }

  double available() {
    return breaker.closed() ? 1 : 0;
  }

  double remainingBudget() {
    return clients.remainingBudget();
  }

  double clientsWorking() {
    return clients.working();
  }

  double clientsRefused() {
    return clients.refused();
  }
}
