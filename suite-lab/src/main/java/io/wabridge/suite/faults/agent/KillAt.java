package io.wabridge.suite.faults.agent;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Kills this process like a crash when it passes a fault point for the n-th time. */
public final class KillAt {

  private static final AtomicInteger LEFT = new AtomicInteger();
  private static volatile @Nullable String point;

  private KillAt() {}

  /** Parses a value such as {@code CHANNEL_CALLED:3}. */
  static FaultPoint arm(String where) {
    var parts = where.split(":", 2);
    var chosen = FaultPoint.valueOf(parts[0]);
    LEFT.set(parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
    point = chosen.name();
    return chosen;
  }

  /** Called at the points that {@link FaultPoint} lists. */
  public static void passing(String passed) {
    if (passed.equals(point) && LEFT.decrementAndGet() == 0) {
      System.err.println("killed at " + passed);
      Runtime.getRuntime().halt(137);
    }
  }
}
