package io.wabridge.kit.resilience;

import io.wabridge.model.Delivery;
import io.wabridge.model.connector.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Limits how fast an endpoint may write to one person. */
final class PairRateLimiter {

  private static final int MAX_EXPONENT = 4;

  private final ReservingRateLimiter limiter;
  private final Backoff backoff = new Backoff();
  private int refusals;

  PairRateLimiter(Limits limits) {
    var seconds = limits.pairSeconds();
    // one less than allowed: the provider counts arrivals, which are later than the calls counted
    // here
    limiter =
        seconds == null || seconds == 0
            ? ReservingRateLimiter.unlimited()
            : ReservingRateLimiter.of(Math.max(1, burst(limits) - 1), 1, nanos(seconds));
  }

  private static Duration nanos(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static int burst(Limits limits) {
    var burst = limits.pairBurst();
    return burst == null ? 1 : burst;
  }

  /** How long a person's messages have to be counted. */
  static Duration memory(Limits limits) {
    var seconds = limits.pairSeconds();
    return nanos(seconds == null ? 0 : seconds * burst(limits)).plusMinutes(5);
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

  /** Waits 4^x seconds, x = 0, 1, 2 …, as WhatsApp advises. */
  synchronized Delivery.Deferred refused(Delivery.Deferred deferred) {
    var advised = Duration.ofSeconds(1L << 2 * Math.min(refusals++, MAX_EXPONENT));
    var longer = advised.compareTo(deferred.after()) > 0 ? advised : deferred.after();
    return new Delivery.Deferred(
        backoff.extend(longer), deferred.reason(), deferred.detail(), deferred.scope());
  }
}
