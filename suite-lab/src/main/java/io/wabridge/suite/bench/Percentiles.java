package io.wabridge.suite.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToLongFunction;

/** Percentiles of durations in milliseconds. */
record Percentiles(long count, double p50, double p99, double p999, double most) {

  static Percentiles of(Collection<Message> messages, ToLongFunction<Message> until) {
    return of(
        messages.stream()
            .filter(message -> until.applyAsLong(message) > 0)
            .mapToLong(message -> until.applyAsLong(message) - message.planned)
            .toArray());
  }

  static Percentiles of(long[] nanos) {
    Arrays.sort(nanos);
    return nanos.length == 0
        ? new Percentiles(0, 0, 0, 0, 0)
        : new Percentiles(
            nanos.length,
            at(nanos, 0.5),
            at(nanos, 0.99),
            at(nanos, 0.999),
            nanos[nanos.length - 1] / 1e6);
  }

  /** The smallest value that is not below that share of all values. */
  private static double at(long[] sorted, double share) {
    var index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1e6;
  }
}
