package io.wabridge.kit.resilience;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Limits the time of work that calls the outside. The work's thread is interrupted, which closes
 * the socket on which a virtual thread waits.
 */
public final class TimeLimit {

  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private TimeLimit() {}

  /** The work of one limit. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /** The work took too long. */
  public static final class Exceeded extends IOException implements Explained {
    private static final long serialVersionUID = 1L;

    Exceeded(Duration limit, Exception cause) {
      super("not finished after " + limit.toMillis() + " ms", cause);
    }

    @Override
    public Reason reason() {
      return Reason.TIMEOUT;
    }
  }

  /** Runs the work in this thread; throws {@link Exceeded} if it did not finish in time. */
  public static <T> T within(Duration limit, Work<T> work) throws IOException {
    var interruption = new Interruption(Thread.currentThread());
    var pending = CLOCK.schedule(interruption, limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return work.run();
    } catch (IOException | RuntimeException e) {
      if (interruption.happened()) {
        throw new Exceeded(limit, e);
      }
      throw e;
    } finally {
      pending.cancel(false);
      interruption.end();
    }
  }

  private static ScheduledThreadPoolExecutor clock() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("time-limits").factory());
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** Interrupts the thread only while its work runs. */
  private static final class Interruption implements Runnable {

    private final Thread thread;
    private boolean happened;
    private boolean ended;

    Interruption(Thread thread) {
      this.thread = thread;
    }

    @Override
    public synchronized void run() {
      if (!ended) {
        happened = true;
        thread.interrupt();
      }
    }

    synchronized boolean happened() {
      return happened;
    }

    synchronized void end() {
      ended = true;
      if (happened) {
        Thread.interrupted();
      }
    }
  }
}
