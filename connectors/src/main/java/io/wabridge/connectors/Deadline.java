package io.wabridge.connectors;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time limit of one call. A socket's own timeout only measures the pause between two bytes
 * read, and nothing while writing.
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

  /** Aborts after the total time, or after the stall time without progress. */
  Deadline(ScheduledExecutorService clock, Duration total, Duration stall, Runnable cut) {
    this.clock = clock;
    this.cut = cut;
    this.end = System.nanoTime() + total.toNanos();
    this.stall = stall.toNanos();
    look();
  }

  /** The timer for all calls of a client. */
  static ScheduledThreadPoolExecutor clock() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("outside-deadlines").factory());
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** Records that bytes were written or read. */
  void progressed() {
    moved = System.nanoTime();
  }

  /** Whether the call was aborted by this deadline. */
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
      // the process is shutting down, and every call with it
    }
  }

  /** Cancelled timers are removed, or the call and its data would stay in the heap until then. */
  @Override
  public void close() {
    closed = true;
    var look = pending;
    if (look != null) {
      look.cancel(false);
    }
  }
}
