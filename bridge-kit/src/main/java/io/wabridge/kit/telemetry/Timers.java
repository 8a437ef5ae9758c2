package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Timers of one name. The counterpart of {@link Counters}. */
public final class Timers {

  private final ConcurrentHashMap<List<String>, Timer> known = new ConcurrentHashMap<>();
  private final Function<List<String>, Timer> make;

  Timers(Function<List<String>, Timer> make) {
    this.make = make;
  }

  /** Values of the labels, in order. */
  public void took(long nanos, String... labels) {
    var key = List.of(labels);
    var timer = known.get(key);
    (timer == null ? known.computeIfAbsent(key, make) : timer).record(nanos, TimeUnit.NANOSECONDS);
  }
}
