package io.wabridge.suite.bench;

import java.util.ArrayList;
import java.util.List;

/** A phase whose messages the judge sees. */
final class Watched implements Phase {

  /** One turn of it, of so many seconds that count. */
  interface Turn {
    Figures.Turn take(double seconds) throws Exception;
  }

  private final String name;
  private final double offered;
  private final int underWay;
  private final Turn turn;
  private final List<Figures.Turn> turns = new ArrayList<>();

  private Watched(String name, double offered, int underWay, Turn turn) {
    this.name = name;
    this.offered = offered;
    this.underWay = underWay;
    this.turn = turn;
  }

  static Watched byTheClock(String name, double perSecond, Turn turn) {
    return new Watched(name, perSecond, 0, turn);
  }

  static Watched saturated(String name, int underWay, Turn turn) {
    return new Watched(name, 0, underWay, turn);
  }

  @Override
  public void turn(double seconds) throws Exception {
    turns.add(turn.take(seconds));
  }

  @Override
  public Figures figures() {
    return Figures.of(name, offered, underWay, turns);
  }
}
