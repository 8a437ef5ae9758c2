package io.wabridge.suite.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The measurement of one turn of a phase.
 *
 * @param usedMs processor time of each group that took part
 * @param compilersMs how much of it the JIT compilers of the services or the baseline used
 */
record TurnMeasurement(double seconds, long arrived, Map<Group, Long> usedMs, long compilersMs) {

  static TurnMeasurement sum(Stream<TurnMeasurement> all) {
    return all.reduce(new TurnMeasurement(0, 0, Map.of(), 0), TurnMeasurement::plus);
  }

  private TurnMeasurement plus(TurnMeasurement other) {
    var used = new EnumMap<Group, Long>(Group.class);
    used.putAll(usedMs);
    other.usedMs.forEach((group, ms) -> used.merge(group, ms, Long::sum));
    return new TurnMeasurement(
        seconds + other.seconds, arrived + other.arrived, used, compilersMs + other.compilersMs);
  }

  double perSecond() {
    return seconds == 0 ? 0 : arrived / seconds;
  }

  double perMessage(Group group) {
    return arrived == 0 ? 0 : (double) usedMs.getOrDefault(group, 0L) / arrived;
  }

  /** Without the load generator and the simulators, which are not part of the bridge. */
  double perMessage() {
    return usedMs.keySet().stream()
        .filter(group -> group != Group.LOAD)
        .mapToDouble(this::perMessage)
        .sum();
  }

  double compilersPerMessage() {
    return arrived == 0 ? 0 : (double) compilersMs / arrived;
  }

  /** The share of the machine's total processor time. */
  double busy() {
    return usedMs.values().stream().mapToLong(ms -> ms).sum()
        / (seconds * 1000 * Runtime.getRuntime().availableProcessors());
  }
}
