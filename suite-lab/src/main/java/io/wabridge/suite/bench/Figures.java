package io.wabridge.suite.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What one phase showed, in all its turns together.
 *
 * @param offered messages a second by the clock, or 0 when it was as fast as it went
 * @param underWay how many were kept under way, or 0 by the clock
 * @param perSecond arrivals in the median second
 */
record Figures(
    String name,
    double offered,
    int underWay,
    List<Stretch> turns,
    double acceptedPerSecond,
    double perSecond,
    Percentiles ack,
    Percentiles in,
    Percentiles out,
    long residentMb,
    Garbage garbage) {

  /**
   * One turn as it was watched.
   *
   * @param whose the groups whose processor time it is
   */
  record Turn(
      Window window,
      Collection<Message> said,
      Collection<Group> whose,
      long compilersMs,
      long residentMb,
      Garbage garbage) {

    private Stretch stretch() {
      var arrived = said.stream().filter(one -> window.holds(one.arrived)).count();
      return new Stretch(window.seconds(), arrived, window.usedMs(whose), compilersMs);
    }
  }

  /** In the median turn, in the one where it is least, and where it is most. */
  record Ratio(double middle, double least, double most) {}

  static Figures of(String name, double offered, int underWay, List<Turn> turns) {
    var planned =
        turns.stream()
            .flatMap(turn -> turn.said().stream().filter(one -> turn.window().holds(one.planned)))
            .toList();
    return new Figures(
        name,
        offered,
        underWay,
        turns.stream().map(Turn::stretch).toList(),
        middle(turns, one -> one.accepted),
        middle(turns, one -> one.arrived),
        Percentiles.of(planned, one -> one.accepted),
        Percentiles.of(planned.stream().filter(one -> one.in).toList(), one -> one.arrived),
        Percentiles.of(planned.stream().filter(one -> !one.in).toList(), one -> one.arrived),
        turns.getLast().residentMb(),
        turns.stream().map(Turn::garbage).reduce(new Garbage(0, 0, 0), Garbage::then));
  }

  /** Of messages that somebody else counted, and that nobody had to acknowledge. */
  static Figures of(String name, int underWay, List<Stretch> turns, Percentiles times) {
    return new Figures(
        name,
        0,
        underWay,
        turns,
        0,
        Stretch.sum(turns.stream()).perSecond(),
        new Percentiles(0, 0, 0, 0, 0),
        times,
        new Percentiles(0, 0, 0, 0, 0),
        0,
        new Garbage(0, 0, 0));
  }

  /** The median of all whole seconds: one in which the machine did something else is no matter. */
  private static double middle(List<Turn> turns, ToLongFunction<Message> moment) {
    return median(turns.stream().flatMapToDouble(turn -> seconds(turn, moment)).toArray());
  }

  /** How many of these moments lie in each whole second of the turn. */
  private static DoubleStream seconds(Turn turn, ToLongFunction<Message> moment) {
    var window = turn.window();
    var seconds = new double[Math.max(1, (int) window.seconds())];
    for (var message : turn.said()) {
      var at = moment.applyAsLong(message);
      var second = (at - window.from()) / 1_000_000_000L;
      if (window.holds(at) && second < seconds.length) {
        seconds[(int) second]++;
      }
    }
    return Arrays.stream(seconds);
  }

  static double median(double... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    var half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  Stretch sum() {
    return Stretch.sum(turns.stream());
  }

  /** How many times as many messages a second as another's. */
  Ratio speedTo(Figures other) {
    return ratio(other, Stretch::perSecond);
  }

  /** How many times the other's processor time. */
  Ratio costTo(Figures other) {
    return ratio(other, Stretch::perMessage);
  }

  /** Turns of the same number were taken one after the other, when the machine was the same. */
  private Ratio ratio(Figures other, ToDoubleFunction<Stretch> of) {
    var ratios =
        IntStream.range(0, Math.min(turns.size(), other.turns.size()))
            .mapToDouble(i -> of.applyAsDouble(turns.get(i)) / of.applyAsDouble(other.turns.get(i)))
            .sorted()
            .toArray();
    return new Ratio(median(ratios), ratios[0], ratios[ratios.length - 1]);
  }

  /** Whether the bridge fell so far behind the clock that not all was said. */
  boolean brokenOff() {
    return offered > 0 && ack.count() < 0.95 * offered * sum().seconds();
  }

  static List<Group> groups() {
    return List.of(
        Group.SERVICES, Group.BROKER, Group.DATABASE, Group.REDIS, Group.STORE, Group.LOAD);
  }
}
