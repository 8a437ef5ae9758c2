package io.wabridge.sandbox;

import java.util.concurrent.atomic.AtomicLong;

/** A lock-free rate limiter: one per interval, with a burst. */
public final class RateLimiter {
  private final AtomicLong paidUntil = new AtomicLong();

  public boolean allow(long nowNanos, long intervalNanos, int burst) {
    while (true) {
      long was = paidUntil.get();
      long start = Math.max(was, nowNanos);
      if (start - nowNanos > intervalNanos * (burst - 1L)) {
        return false;
      }
      if (paidUntil.compareAndSet(was, start + intervalNanos)) {
        return true;
      }
    }
  }

  public void reset() {
    paidUntil.set(0);
  }
}
