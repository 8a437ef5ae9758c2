package io.wabridge.kit.lane;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What every tenant has in flight at one reader. Who has more than the share of one must make room
 * for others, if there were others lately; a tenant who is alone is in nobody's way.
 */
final class TenantInFlightLimiter {

  private static final Duration MIN_DELAY = Duration.ofSeconds(2);
  private static final Duration SPACING = Duration.ofMillis(20);
  private static final long CONTENTION_WINDOW = Duration.ofMinutes(10).toNanos();

  private final int limit;
  private final Map<String, TenantInFlight> byTenant = new ConcurrentHashMap<>();
  private volatile String latest = "";
  private volatile boolean mixed;
  private volatile long mixedAt;

  TenantInFlightLimiter(int limit) {
    this.limit = limit;
  }

  /**
   * Another one came.
   *
   * @param atOnce whether nothing of its conversation is in flight before it
   */
  Slot acquire(String tenant, boolean atOnce) {
    if (!tenant.isEmpty() && !tenant.equals(latest)) {
      mixedAt = System.nanoTime();
      mixed = !latest.isEmpty();
      latest = tenant;
    }
    var inFlight = byTenant.computeIfAbsent(tenant, _ -> new TenantInFlight());
    return new Slot(inFlight, inFlight.count.incrementAndGet() <= limit && atOnce);
  }

  private boolean contended() {
    return limit > 0 && mixed && System.nanoTime() - mixedAt < CONTENTION_WINDOW;
  }

  /** What one tenant has in flight, and when the next it had to put aside is to come back. */
  private static final class TenantInFlight {
    private final AtomicInteger count = new AtomicInteger();
    private final RetryStagger retryStagger = new RetryStagger(MIN_DELAY);
  }

  /** The place of one envelope, until it has left. */
  final class Slot {

    private final TenantInFlight inFlight;
    private final boolean withinLimit;

    private Slot(TenantInFlight inFlight, boolean withinLimit) {
      this.inFlight = inFlight;
      this.withinLimit = withinLimit;
    }

    /** Whether it must make room: it found none when it came, and there is none now. */
    boolean overLimit() {
      return !withinLimit && contended() && inFlight.count.get() > limit;
    }

    /** When it is to come back. */
    Duration retryDelay() {
      return inFlight.retryStagger.nextDelay(SPACING);
    }

    void release() {
      inFlight.count.decrementAndGet();
    }
  }
}
