package io.wabridge.state.event;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that repeats a step, and pauses when the step found nothing to do. A failed step is
 * logged once until it succeeds again.
 */
public final class BackgroundLoop {

  /** One step; false: there is nothing to do now. */
  @FunctionalInterface
  public interface Step {
    boolean run() throws InterruptedException;
  }

  private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final String name;
  private final Duration pause;
  private final Step step;
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  public BackgroundLoop(String name, Duration pause, Step step) {
    this.name = name;
    this.pause = pause;
    this.step = step;
  }

  public synchronized void start() {
    running = true;
    thread = Thread.ofVirtual().name(name).start(this::repeat);
  }

  /** Waits for the current step; one that lasts longer than ten seconds is interrupted. */
  public synchronized void stop() {
    running = false;
    wake();
    if (thread != null) {
      try {
        if (!thread.join(Duration.ofSeconds(10))) {
          thread.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  public boolean running() {
    return running;
  }

  /** Ends the pause. */
  public void wake() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }

  private void repeat() {
    var failed = false;
    while (running) {
      try {
        var busy = step.run();
        failed = false;
        if (!busy) {
          sleep(pause);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!failed) {
          log.atWarn().log("{} failed, and is tried again: {}", name, e.toString());
        }
        failed = true;
        try {
          sleep(AFTER_FAILURE);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  private void sleep(Duration time) throws InterruptedException {
    if (running && woken.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
      woken.drainPermits();
    }
  }
}
