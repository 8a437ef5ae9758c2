package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/** Counts what retention and erasure remove. */
public final class Removals {

  private final Counters removed;

  public Removals(MeterRegistry meters) {
    removed = Metric.REMOVED.counters(meters);
  }

  /** What is the name of a table, a bucket or a kind of envelopes. */
  public void count(String what, long number) {
    if (number > 0) {
      removed.add(number, what);
    }
  }

  public void count(Map<String, Long> numbers) {
    numbers.forEach(this::count);
  }
}
