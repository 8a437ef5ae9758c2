package io.wabridge.suite.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The figures of one phase, over all its turns.
 *
 * @param offered messages per second at a fixed rate, or 0 if saturated
 * @param inFlight number of messages kept in flight, or 0 at a fixed rate
 * @param perSecond messages that arrived in the median second
 */
record Figures(
    String name,
    double offered,
    int inFlight,
    List<TurnMeasurement> turns,
    double acceptedPerSecond,
    double perSecond,
    Percentiles ack,
    Percentiles in,
    Percentiles out,
    long residentMb,
    Garbage garbage) {

  /**
   * The recorded data of one turn.
   *
   * @param whose the groups whose processor time is counted
   */
  record Turn(
      Window window,
      Collection<Message> said,
      Collection<Group> whose,
      long compilersMs,
      long residentMb,
      Garbage garbage) {

    private TurnMeasurement measurement() {
      var arrived = said.stream().filter(one -> window.holds(one.arrived)).count();
      return new TurnMeasurement(window.seconds(), arrived, window.usedMs(whose), compilersMs);
    }
  }

  /** The ratio in the median turn, and its lowest and highest value. */
  record Ratio(double middle, double least, double most) {}

  static Figures of(String name, double offered, int inFlight, List<Turn> turns) {
    var planned =
        turns.stream()
            .flatMap(turn -> turn.said().stream().filter(one -> turn.window().holds(one.planned)))
            .toList();
    return new Figures(
        name,
        offered,
        inFlight,
        turns.stream().map(Turn::measurement).toList(),
        middle(turns, one -> one.accepted),
        middle(turns, one -> one.arrived),
        Percentiles.of(planned, one -> one.accepted),
        Percentiles.of(planned.stream().filter(one -> one.in).toList(), one -> one.arrived),
        Percentiles.of(planned.stream().filter(one -> !one.in).toList(), one -> one.arrived),
        turns.getLast().residentMb(),
        turns.stream().map(Turn::garbage).reduce(new Garbage(0, 0, 0), Garbage::then));
  }

  /** For a phase that counts its own messages and has no acknowledgement times. */
  static Figures of(String name, int inFlight, List<TurnMeasurement> turns, Percentiles times) {
    return new Figures(
        name,
        0,
        inFlight,
        turns,
        0,
        TurnMeasurement.sum(turns.stream()).perSecond(),
        new Percentiles(0, 0, 0, 0, 0),
        times,
        new Percentiles(0, 0, 0, 0, 0),
        0,
        new Garbage(0, 0, 0));
  }

  /**
   * The median over all whole seconds, so that a second in which the machine was busy does not
   * matter.
   */
  private static double middle(List<Turn> turns, ToLongFunction<Message> moment) {
    return median(turns.stream().flatMapToDouble(turn -> seconds(turn, moment)).toArray());
  }

  /** The number of these moments in each whole second of the turn. */
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

  TurnMeasurement sum() {
    return TurnMeasurement.sum(turns.stream());
  }

  /** The ratio of messages per second to the other phase's. */
  Ratio speedTo(Figures other) {
    return ratio(other, TurnMeasurement::perSecond);
  }

  /** The ratio of processor time per message to the other phase's. */
  Ratio costTo(Figures other) {
    return ratio(other, TurnMeasurement::perMessage);
  }

  /** Compares turns of the same number, which ran directly one after the other. */
  private Ratio ratio(Figures other, ToDoubleFunction<TurnMeasurement> of) {
    var ratios =
        IntStream.range(0, Math.min(turns.size(), other.turns.size()))
            .mapToDouble(i -> of.applyAsDouble(turns.get(i)) / of.applyAsDouble(other.turns.get(i)))
            .sorted()
            .toArray();
    return new Ratio(median(ratios), ratios[0], ratios[ratios.length - 1]);
  }

  /** Whether the load stopped early because the bridge fell too far behind the fixed rate. */
  boolean stoppedEarly() {
    return offered > 0 && ack.count() < 0.95 * offered * sum().seconds();
  }

  static List<Group> groups() {
    return List.of(
        Group.SERVICES, Group.BROKER, Group.DATABASE, Group.REDIS, Group.STORE, Group.LOAD);
  }
}
