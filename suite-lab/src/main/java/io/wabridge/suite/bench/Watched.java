package io.wabridge.suite.bench;

import java.util.ArrayList;
import java.util.List;

/** A phase whose messages the judge checks. */
final class Watched implements Phase {

  /** One turn of this number of measured seconds. */
  interface Turn {
    Figures.Turn take(double seconds) throws Exception;
  }

  private final String name;
  private final double offered;
  private final int inFlight;
  private final Turn turn;
  private final List<Figures.Turn> turns = new ArrayList<>();

  private Watched(String name, double offered, int inFlight, Turn turn) {
    this.name = name;
    this.offered = offered;
    this.inFlight = inFlight;
    this.turn = turn;
  }

  static Watched atFixedRate(String name, double perSecond, Turn turn) {
    return new Watched(name, perSecond, 0, turn);
  }

  static Watched saturated(String name, int inFlight, Turn turn) {
    return new Watched(name, 0, inFlight, turn);
  }

  @Override
  public void turn(double seconds) throws Exception {
    turns.add(turn.take(seconds));
  }

  @Override
  public Figures figures() {
    return Figures.of(name, offered, inFlight, turns);
  }
}
