package io.wabridge.kit.lane;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Says when to come back, to one after the other: so that a thousand who wait do not all come at
 * once, again and again.
 */
public final class Appointments {

  private static final Duration FARTHEST = Duration.ofMinutes(1);

  private final Duration least;
  private long last = System.nanoTime();

  public Appointments(Duration least) {
    this.least = least;
  }

  /** The next one, so much later than the one before. */
  public synchronized Duration next(Duration apart) {
    var now = System.nanoTime();
    var wait = Math.max(least.toNanos(), last + apart.toNanos() - now);
    if (wait > FARTHEST.toNanos()) {
      return FARTHEST.plusMillis(ThreadLocalRandom.current().nextLong(FARTHEST.toMillis()));
    }
    last = now + wait;
    return Duration.ofNanos(wait);
  }
}
