package io.wabridge.suite;

import io.wabridge.kit.FaultPoint;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ends this process, as a crash would, when it passes a named fault point for the n-th time: {@code
 * BRIDGE_KILL_AT=CHANNEL_CALLED:3}. Only the suite has it on its class path.
 */
public final class KillAt implements FaultPoint.Watcher {

  private final @Nullable FaultPoint point;
  private final AtomicInteger left;

  public KillAt() {
    this(System.getenv("BRIDGE_KILL_AT"));
  }

  KillAt(@Nullable String where) {
    if (where == null || where.isBlank()) {
      point = null;
      left = new AtomicInteger();
    } else {
      var parts = where.split(":", 2);
      point = FaultPoint.valueOf(parts[0]);
      left = new AtomicInteger(parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
    }
  }

  @Override
  public void passing(FaultPoint passed) {
    if (passed == point && left.decrementAndGet() == 0) {
      System.err.println("killed at " + passed);
      Runtime.getRuntime().halt(137);
    }
  }
}
