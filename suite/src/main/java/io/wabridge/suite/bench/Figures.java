package io.wabridge.suite.bench;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one phase showed.
 *
 * @param offered messages a second by the clock, or 0 when it was as fast as it went
 * @param underWay how many were kept under way, or 0 by the clock
 * @param perSecond arrivals in the median second
 * @param usedMs processor time of each group while it was measured
 * @param compilersMs how much of it the JIT compilers of the services or the baseline used
 */
record Figures(
    String name,
    double offered,
    int underWay,
    double seconds,
    long arrived,
    double acceptedPerSecond,
    double perSecond,
    Percentiles ack,
    Percentiles in,
    Percentiles out,
    Map<Group, Long> usedMs,
    long compilersMs,
    long residentMb,
    Garbage garbage) {

  /** A window of time, and who used how much before and after. */
  record Window(long from, long to, Map<Group, Long> before, Map<Group, Long> after) {

    double seconds() {
      return (to - from) / 1e9;
    }

    Map<Group, Long> used() {
      var used = new EnumMap<Group, Long>(Group.class);
      after.forEach((group, ms) -> used.put(group, ms - before.getOrDefault(group, 0L)));
      return used;
    }

    boolean holds(long moment) {
      return moment >= from && moment < to;
    }
  }

  static Figures of(
      String name,
      double offered,
      int underWay,
      Window window,
      Collection<Message> all,
      long compilersMs,
      long residentMb,
      Garbage garbage) {
    var planned = all.stream().filter(one -> window.holds(one.planned)).toList();
    var used = new EnumMap<Group, Long>(Group.class);
    window
        .after()
        .forEach((group, ms) -> used.put(group, ms - window.before().getOrDefault(group, 0L)));
    return new Figures(
        name,
        offered,
        underWay,
        window.seconds(),
        all.stream().filter(one -> window.holds(one.arrived)).count(),
        middle(all.stream().map(one -> one.accepted), window),
        middle(all.stream().map(one -> one.arrived), window),
        Percentiles.of(planned, one -> one.accepted),
        Percentiles.of(planned.stream().filter(one -> one.in).toList(), one -> one.arrived),
        Percentiles.of(planned.stream().filter(one -> !one.in).toList(), one -> one.arrived),
        window.used(),
        compilersMs,
        residentMb,
        garbage);
  }

  /** Of messages that somebody else counted, and that nobody had to acknowledge. */
  static Figures of(String name, int underWay, Window window, Percentiles times, long residentMb) {
    return new Figures(
        name,
        0,
        underWay,
        window.seconds(),
        times.count(),
        0,
        times.count() / window.seconds(),
        new Percentiles(0, 0, 0, 0, 0),
        times,
        new Percentiles(0, 0, 0, 0, 0),
        window.used(),
        0,
        residentMb,
        new Garbage(0, 0, 0));
  }

  /**
   * The median of the window's whole seconds: one in which the machine did something else is no
   * matter.
   */
  private static double middle(Stream<Long> moments, Window window) {
    var seconds = new long[Math.max(1, (int) window.seconds())];
    moments
        .filter(window::holds)
        .mapToInt(moment -> (int) ((moment - window.from()) / 1_000_000_000L))
        .filter(second -> second < seconds.length)
        .forEach(second -> seconds[second]++);
    java.util.Arrays.sort(seconds);
    var half = seconds.length / 2;
    return seconds.length % 2 == 1 ? seconds[half] : (seconds[half - 1] + seconds[half]) / 2.0;
  }

  double perMessage(Group group) {
    return arrived == 0 ? 0 : (double) usedMs.getOrDefault(group, 0L) / arrived;
  }

  /** All but load and far ends, which stand for the world. */
  double perMessage() {
    return Stream.of(Group.values())
        .filter(group -> group != Group.LOAD)
        .mapToDouble(this::perMessage)
        .sum();
  }

  /** Whether the bridge fell so far behind the clock that not all was said. */
  boolean brokenOff() {
    return offered > 0 && ack.count() < 0.95 * offered * seconds;
  }

  double compilersPerMessage() {
    return arrived == 0 ? 0 : (double) compilersMs / arrived;
  }

  /** Of both processors together. */
  double busy() {
    return usedMs.values().stream().mapToLong(ms -> ms).sum()
        / (seconds * 1000 * Runtime.getRuntime().availableProcessors());
  }

  static List<Group> groups() {
    return List.of(
        Group.SERVICES, Group.BROKER, Group.DATABASE, Group.REDIS, Group.STORE, Group.LOAD);
  }
}
