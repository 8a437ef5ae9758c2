package io.wabridge.kit.lane;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits what every tenant has in flight at one reader. A tenant above its limit is held back if
 * other tenants sent lately; a tenant that sends alone is not limited. Statuses and other signals
 * are counted apart, so that they take no message's place.
 */
final class TenantInFlightLimiter {

  private static final Duration MIN_DELAY = Duration.ofSeconds(2);
  private static final Duration SPACING = Duration.ofMillis(20);
  private static final long CONTENTION_WINDOW = Duration.ofMinutes(10).toNanos();

  private final int limit;
  private final Map<Share, TenantInFlight> shares = new ConcurrentHashMap<>();
  private volatile String latest = "";
  private volatile boolean mixed;
  private volatile long mixedAt;

  TenantInFlightLimiter(int limit) {
    this.limit = limit;
  }

  /**
   * Counts a new envelope.
   *
   * @param signal whether nothing is said in it
   * @param atOnce whether no earlier envelope of its conversation is in flight
   */
  Slot acquire(String tenant, boolean signal, boolean atOnce) {
    if (!tenant.isEmpty() && !tenant.equals(latest)) {
      mixedAt = System.nanoTime();
      mixed = !latest.isEmpty();
      latest = tenant;
    }
    var inFlight = shares.computeIfAbsent(new Share(tenant, signal), _ -> new TenantInFlight());
    return new Slot(inFlight, inFlight.count.incrementAndGet() <= limit && atOnce);
  }

  private boolean contended() {
    return limit > 0 && mixed && System.nanoTime() - mixedAt < CONTENTION_WINDOW;
  }

  private record Share(String tenant, boolean signal) {}

  /** What one tenant has in flight, and when its next held envelope is due. */
  private static final class TenantInFlight {
    private final AtomicInteger count = new AtomicInteger();
    private final RetryStagger retryStagger = new RetryStagger(MIN_DELAY);
  }

  /** The slot of one envelope, until it is finished. */
  final class Slot {

    private final TenantInFlight inFlight;
    private final boolean withinLimit;

    private Slot(TenantInFlight inFlight, boolean withinLimit) {
      this.inFlight = inFlight;
      this.withinLimit = withinLimit;
    }

    /** Whether it must be held: the tenant was over its limit when it arrived, and still is. */
    boolean overLimit() {
      return !withinLimit && contended() && inFlight.count.get() > limit;
    }

    /** The delay until its retry. */
    Duration retryDelay() {
      return inFlight.retryStagger.nextDelay(SPACING);
    }

    void release() {
      inFlight.count.decrementAndGet();
    }
  }
}
