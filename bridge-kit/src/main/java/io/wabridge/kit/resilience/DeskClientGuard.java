package io.wabridge.kit.resilience;

import io.wabridge.model.Delivery;
import io.wabridge.model.DeskClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of one OAuth client of a desk: its budget, its pause, and whether it is let in. */
final class DeskClientGuard {

  private static final Logger log = LoggerFactory.getLogger(DeskClientGuard.class);
  // what fills up in a minute and what may be used at once stay together below a minute's limit
  private static final int BURST_SHARE = 5;

  private final DeskClient client;
  private final ReservingRateLimiter budget;
  private final Backoff backoff = new Backoff();
  private Delivery.@Nullable Refused refusal;
  private long refusedAt;

  DeskClientGuard(DeskClient client, int requestsPerMinute) {
    this.client = client;
    var burst = Math.max(1, requestsPerMinute / BURST_SHARE);
    this.budget =
        requestsPerMinute > 0
            ? ReservingRateLimiter.of(
                burst, Math.max(1, requestsPerMinute - burst), Duration.ofMinutes(1))
            : ReservingRateLimiter.unlimited();
  }

  DeskClient client() {
    return client;
  }

  ReservingRateLimiter budget() {
    return budget;
  }

  @Nullable Duration remainingBackoff() {
    return backoff.remaining();
  }

  Delivery.Deferred backOff(Delivery.Deferred deferred) {
    return new Delivery.Deferred(
        backoff.extend(deferred.after()), deferred.reason(), deferred.detail());
  }

  /** Why the desk does not let it in, if it was refused less than this ago. */
  synchronized Delivery.@Nullable Refused recentRefusal(Duration lessThan) {
    return refusal != null && System.nanoTime() - refusedAt < lessThan.toNanos() ? refusal : null;
  }

  synchronized boolean working() {
    return refusal == null;
  }

  synchronized void markAccepted() {
    if (refusal != null) {
      refusal = null;
      log.atInfo().addKeyValue("client", client.id()).log("the desk lets the client in again");
    }
  }

  synchronized void markRefused(Delivery.Refused refused) {
    if (refusal == null) {
      log.atWarn()
          .addKeyValue("client", client.id())
          .log("the desk does not let the client in: {}", refused.detail());
    }
    refusal = refused;
    refusedAt = System.nanoTime();
  }
}
