package io.wabridge.kit.resilience;

import io.wabridge.model.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How fast one number may write to one person (whatsapp-cloud 9, pair rate). */
final class PairRateLimiter {

  private static final int MAX_EXPONENT = 4;

  private final ReservingRateLimiter limiter;
  private final Backoff backoff = new Backoff();
  private int refusals;

  PairRateLimiter(ResilienceProperties properties) {
    // one less than allowed: what WhatsApp counts arrives later than what we count
    limiter =
        properties.pairInterval().isPositive()
            ? ReservingRateLimiter.of(
                Math.max(1, properties.pairBurst() - 1), 1, properties.pairInterval())
            : ReservingRateLimiter.unlimited();
  }

  @Nullable Duration remainingBackoff() {
    return backoff.remaining();
  }

  @Nullable Duration take(String message) {
    return limiter.take(message);
  }

  void refund() {
    limiter.refund();
  }

  synchronized void accepted() {
    refusals = 0;
  }

  /** Meta's advice is 4^x seconds, x = 0, 1, 2 … (whatsapp-cloud 9). */
  synchronized Delivery.Deferred refused(Delivery.Deferred deferred) {
    var advised = Duration.ofSeconds(1L << 2 * Math.min(refusals++, MAX_EXPONENT));
    var longer = advised.compareTo(deferred.after()) > 0 ? advised : deferred.after();
    return new Delivery.Deferred(backoff.extend(longer), deferred.reason(), deferred.detail());
  }
}
