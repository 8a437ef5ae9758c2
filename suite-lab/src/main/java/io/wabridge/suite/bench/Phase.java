package io.wabridge.suite.bench;

import java.util.List;

/** Something that is measured in turns with others. */
interface Phase {

  void turn(double seconds) throws Exception;

  /** What all its turns showed. */
  Figures figures();

  /**
   * Round by round, because a machine is not the same from one minute to the next: what is compared
   * was measured a few seconds apart.
   */
  static void takeTurns(List<Phase> phases, int rounds, double seconds) throws Exception {
    for (var round = 0; round < rounds; round++) {
      for (var phase : phases) {
        phase.turn(seconds / rounds);
      }
    }
  }
}
