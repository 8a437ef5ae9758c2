package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Counters of one name. Each is registered once and then cached: counting is one look-up in a map.
 */
public final class Counters {

  private final ConcurrentHashMap<List<String>, Counter> known = new ConcurrentHashMap<>();
  private final Function<List<String>, Counter> make;

  Counters(Function<List<String>, Counter> make) {
    this.make = make;
  }

  /** Values of the labels, in order. */
  public void count(String... labels) {
    of(List.of(labels)).increment();
  }

  public void add(double amount, String... labels) {
    of(List.of(labels)).increment(amount);
  }

  private Counter of(List<String> labels) {
    var counter = known.get(labels);
    return counter == null ? known.computeIfAbsent(labels, make) : counter;
  }
}
