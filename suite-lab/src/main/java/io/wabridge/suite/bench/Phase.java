package io.wabridge.suite.bench;

import java.util.List;

/** A phase of the benchmark, measured in turns that alternate with other phases. */
interface Phase {

  void turn(double seconds) throws Exception;

  /** The figures of all its turns. */
  Figures figures();

  /**
   * Runs one turn of each phase per round, so that compared turns are only seconds apart and the
   * machine's changes affect both.
   */
  static void takeTurns(List<Phase> phases, int rounds, double seconds) throws Exception {
    for (var round = 0; round < rounds; round++) {
      for (var phase : phases) {
        phase.turn(seconds / rounds);
      }
    }
  }
}
