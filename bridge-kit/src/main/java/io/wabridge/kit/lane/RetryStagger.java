package io.wabridge.kit.lane;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Spreads retries over time, so that a thousand waiting callers do not all return at the same
 * moment.
 */
public final class RetryStagger {

  private static final Duration MAX_DELAY = Duration.ofMinutes(1);

  private final Duration minDelay;
  private long last = System.nanoTime();

  public RetryStagger(Duration minDelay) {
    this.minDelay = minDelay;
  }

  /** The delay of the next caller: so much later than the one before. */
  public synchronized Duration nextDelay(Duration spacing) {
    var now = System.nanoTime();
    var wait = Math.max(minDelay.toNanos(), last + spacing.toNanos() - now);
    if (wait > MAX_DELAY.toNanos()) {
      return MAX_DELAY.plusMillis(ThreadLocalRandom.current().nextLong(MAX_DELAY.toMillis()));
    }
    last = now + wait;
    return Duration.ofNanos(wait);
  }
}
