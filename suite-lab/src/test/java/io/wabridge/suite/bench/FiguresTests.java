package io.wabridge.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTests {

  private static final long SECOND = 1_000_000_000L;
  private final Talk talk = new Talk(1, new Tenant("1", 0));

  /** Ten messages per second for five seconds, but in one second the machine was busy. */
  @Test
  void ratesUseTheMedianSecond() {
    var all = new ArrayList<Message>();
    for (var second = 0; second < 5; second++) {
      for (var i = 0; i < (second == 2 ? 1 : 10); i++) {
        all.add(message(second * SECOND + i, second * SECOND + 3_000_000 + i));
      }
    }
    var found = figures(all);
    assertThat(found.sum().arrived()).isEqualTo(41);
    assertThat(found.perSecond()).isEqualTo(10);
    assertThat(found.in().p50()).isEqualTo(3);
    assertThat(found.out().count()).isZero();
  }

  @Test
  void ignoresArrivalsAfterThePeriod() {
    assertThat(figures(List.of(message(0, 1), message(0, 5 * SECOND))).sum().arrived())
        .isEqualTo(1);
  }

  @Test
  void costExcludesTheLoadGenerator() {
    var found = figures(List.of(message(0, 1), message(0, 2))).sum();
    assertThat(found.perMessage(Group.SERVICES)).isEqualTo(20);
    assertThat(found.perMessage(Group.LOAD)).isEqualTo(500);
    assertThat(found.perMessage()).isEqualTo(25, within(0.001));
  }

  @Test
  void costExcludesGroupsOutsideTheTurn() {
    var turn = turn(0, 40, List.of(message(0, 1)), List.of(Group.BROKER, Group.LOAD));
    assertThat(Figures.of("test", 0, 1, List.of(turn)).sum().perMessage()).isEqualTo(10);
  }

  @Test
  void reportsALoadThatStoppedEarly() {
    var two = List.of(message(0, 1), message(1, 2));
    assertThat(figures(two, 0.4).stoppedEarly()).isFalse();
    assertThat(figures(two, 0.5).stoppedEarly()).isTrue();
    assertThat(figures(two, 0).stoppedEarly()).isFalse();
  }

  /** Both cost twice as much in the second turn; in the third the machine was busy. */
  @Test
  void ratiosCompareTurnsOfTheSameNumber() {
    var bridge = turns(100, 200, 100);
    var plain = turns(10, 20, 100);
    assertThat(bridge.costTo(plain)).isEqualTo(new Figures.Ratio(10, 1, 10));
    assertThat(bridge.speedTo(plain)).isEqualTo(new Figures.Ratio(1, 1, 1));
  }

  private Figures turns(long... servicesMs) {
    var turns = new ArrayList<Figures.Turn>();
    for (var ms : servicesMs) {
      var from = turns.size() * 100 * SECOND;
      turns.add(turn(from, ms, List.of(message(from, from + 1)), List.of(Group.SERVICES)));
    }
    return Figures.of("test", 0, 1, turns);
  }

  private Message message(long planned, long arrived) {
    var message = new Message(talk, true, 1, planned, () -> {});
    message.accepted = planned + 1;
    message.arrived = arrived;
    return message;
  }

  private static Figures figures(List<Message> all) {
    return figures(all, 0);
  }

  private static Figures figures(List<Message> all, double offered) {
    return Figures.of("test", offered, 1, List.of(turn(0, 40, all, Figures.groups())));
  }

  private static Figures.Turn turn(
      long from, long servicesMs, List<Message> all, List<Group> whose) {
    var window =
        new Window(
            from,
            from + 5 * SECOND,
            Map.of(Group.SERVICES, 100L, Group.BROKER, 0L, Group.LOAD, 0L),
            Map.of(Group.SERVICES, 100 + servicesMs, Group.BROKER, 10L, Group.LOAD, 1000L));
    return new Figures.Turn(window, all, whose, 0, 0, new Garbage(0, 0, 0));
  }
}
