package io.wabridge.kit.resilience;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The time for which the other side asked not to be called. */
final class Backoff {

  private static final long JITTER = Duration.ofMillis(300).toNanos();

  private long until = System.nanoTime();

  /**
   * At least the requested time, plus jitter, so that not all processes return at the same moment.
   */
  synchronized Duration extend(Duration asked) {
    var now = System.nanoTime();
    var wanted = now + asked.toNanos() + ThreadLocalRandom.current().nextLong(JITTER);
    if (wanted - until > 0) {
      until = wanted;
    }
    return Duration.ofNanos(until - now);
  }

  synchronized @Nullable Duration remaining() {
    var left = until - System.nanoTime();
    return left > 0 ? Duration.ofNanos(left) : null;
  }
}
