package io.wabridge.kit.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known of one number: whether it answers, how fast it may send, and to whom. */
final class ChannelGuard {

  private static final Duration RETRY_DELAY = Duration.ofMillis(250);

  private final EndpointCircuitBreaker breaker;
  private final Bulkhead bulkhead;
  private final ReservingRateLimiter throughput;
  private final Backoff backoff = new Backoff();
  private final Cache<String, PairRateLimiter> pairLimiters;
  private final ResilienceProperties properties;

  ChannelGuard(String name, ResilienceProperties properties) {
    this.properties = properties;
    breaker = new EndpointCircuitBreaker(name, properties);
    bulkhead = new Bulkhead(properties);
    var most = properties.messagesPerSecond();
    // half of a second's messages at once: what comes in counts there, too (whatsapp-cloud 9)
    throughput =
        most > 0
            ? ReservingRateLimiter.of(Math.max(1, most / 2), most, Duration.ofSeconds(1))
            : ReservingRateLimiter.unlimited();
    pairLimiters =
        Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterAccess(
                properties.pairInterval().multipliedBy(properties.pairBurst()).plusMinutes(5))
            .build();
  }

  /** Takes all that one message needs, or says when there will be enough. */
  WaitReason.@Nullable Wait tryAcquire(
      CallPermit permit, String message, String person, boolean file) {
    var pairLimiter = pairLimiters.get(person, _ -> new PairRateLimiter(properties));
    var paused = pairLimiter.remainingBackoff();
    if (paused != null) {
      return WaitReason.PAIR.after(paused);
    }
    var shut = tryAcquire(permit, file);
    if (shut != null) {
      return shut;
    }
    var pair = pairLimiter.take(message);
    if (pair != null) {
      return WaitReason.PAIR.after(pair);
    }
    permit.onUnused(pairLimiter::refund);
    var wait = throughput.take(message);
    if (wait != null) {
      return WaitReason.THROUGHPUT.after(wait);
    }
    permit.onUnused(throughput::refund);
    permit.onOutcome(delivery -> recordOutcome(delivery, pairLimiter));
    return null;
  }

  /** The same for a mark, which is no message. */
  WaitReason.@Nullable Wait tryAcquire(CallPermit permit, boolean file) {
    var paused = backoff.remaining();
    if (paused != null) {
      return WaitReason.NUMBER_PAUSED.after(paused);
    }
    var call = breaker.tryAcquire(!file);
    if (call == null) {
      return WaitReason.UNANSWERED.after(breaker.remainingOpenTime());
    }
    permit.guardedBy(call);
    if (!bulkhead.tryAcquire(file)) {
      return WaitReason.IN_FLIGHT.after(RETRY_DELAY);
    }
    permit.onClose(() -> bulkhead.release(file));
    permit.onOutcome(this::recordOutcome);
    return null;
  }

  private Delivery recordOutcome(Delivery delivery) {
    return delivery instanceof Delivery.Deferred deferred && FailureScope.ACCOUNT.covers(deferred)
        ? new Delivery.Deferred(
            backoff.extend(deferred.after()), deferred.reason(), deferred.detail())
        : delivery;
  }

  private static Delivery recordOutcome(Delivery delivery, PairRateLimiter pairLimiter) {
    if (delivery instanceof Delivery.Accepted) {
      pairLimiter.accepted();
    }
    return delivery instanceof Delivery.Deferred deferred && FailureScope.PERSON.covers(deferred)
        ? pairLimiter.refused(deferred)
        : delivery;
  }

  double available() {
    return breaker.closed() ? 1 : 0;
  }

  double remainingBudget() {
    return Math.max(0, throughput.remainingShare());
  }
}
