package io.wabridge.kit.lane;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Says when to come back, to one after the other: so that a thousand who wait do not all come at
 * once, again and again.
 */
public final class RetryStagger {

  private static final Duration MAX_DELAY = Duration.ofMinutes(1);

  private final Duration minDelay;
  private long last = System.nanoTime();

  public RetryStagger(Duration minDelay) {
    this.minDelay = minDelay;
  }

  /** The next one, so much later than the one before. */
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
