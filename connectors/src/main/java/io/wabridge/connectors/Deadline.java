package io.wabridge.connectors;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends one call that takes too long. A socket's own timeout only measures the pause between two
 * bytes, and none at all while it writes.
 */
final class Deadline implements AutoCloseable {

  private final ScheduledExecutorService clock;
  private final Runnable cut;
  private final long end;
  private final long stall;
  private volatile long moved = System.nanoTime();
  private volatile boolean over;
  private volatile boolean closed;
  private volatile @Nullable Future<?> pending;

  /** Cuts after the total, or when nothing moved for the stall. */
  Deadline(ScheduledExecutorService clock, Duration total, Duration stall, Runnable cut) {
    this.clock = clock;
    this.cut = cut;
    this.end = System.nanoTime() + total.toNanos();
    this.stall = stall.toNanos();
    look();
  }

  /** What tells the time to all calls of a client. */
  static ScheduledThreadPoolExecutor clock() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("outside-deadlines").factory());
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** Bytes were written or read. */
  void progressed() {
    moved = System.nanoTime();
  }

  /** Whether it was this that cut the call. */
  boolean expired() {
    return over;
  }

  private void look() {
    if (closed) {
      return;
    }
    long now = System.nanoTime();
    long left = Math.min(end - now, moved + stall - now);
    if (left <= 0) {
      over = true;
      cut.run();
    } else {
      next(left);
    }
  }

  private void next(long nanos) {
    try {
      pending = clock.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // we are being shut down, and every call with us
    }
  }

  /** The clock forgets it, or the call and all it carried would stay in memory until then. */
  @Override
  public void close() {
    closed = true;
    var look = pending;
    if (look != null) {
      look.cancel(false);
    }
  }
}
