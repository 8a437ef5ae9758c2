package io.wabridge.suite.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One turn of a phase.
 *
 * @param usedMs processor time of each group that had to do with it
 * @param compilersMs how much of it the JIT compilers of the services or the baseline used
 */
record Stretch(double seconds, long arrived, Map<Group, Long> usedMs, long compilersMs) {

  static Stretch sum(Stream<Stretch> all) {
    return all.reduce(new Stretch(0, 0, Map.of(), 0), Stretch::plus);
  }

  private Stretch plus(Stretch other) {
    var used = new EnumMap<Group, Long>(Group.class);
    used.putAll(usedMs);
    other.usedMs.forEach((group, ms) -> used.merge(group, ms, Long::sum));
    return new Stretch(
        seconds + other.seconds, arrived + other.arrived, used, compilersMs + other.compilersMs);
  }

  double perSecond() {
    return seconds == 0 ? 0 : arrived / seconds;
  }

  double perMessage(Group group) {
    return arrived == 0 ? 0 : (double) usedMs.getOrDefault(group, 0L) / arrived;
  }

  /** All but load and far ends, which stand for the world. */
  double perMessage() {
    return usedMs.keySet().stream()
        .filter(group -> group != Group.LOAD)
        .mapToDouble(this::perMessage)
        .sum();
  }

  double compilersPerMessage() {
    return arrived == 0 ? 0 : (double) compilersMs / arrived;
  }

  /** Of all processors together. */
  double busy() {
    return usedMs.values().stream().mapToLong(ms -> ms).sum()
        / (seconds * 1000 * Runtime.getRuntime().availableProcessors());
  }
}
