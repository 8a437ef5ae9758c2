package io.wabridge.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Runs steps one after the other; prints the result and duration of each. */
final class Steps {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A step; throws if it cannot be run. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private final PrintStream out;
  private int passed;
  private int failed;

  Steps(PrintStream out) {
    this.out = out;
  }

  /** Runs the action and waits until its effect arrives. */
  void step(String what, Step action, BooleanSupplier arrived) {
    var from = Instant.now();
    try {
      action.run();
      await(arrived);
      passed++;
      out.printf("  ok      %6.2f s  %s%n", seconds(from), what);
    } catch (Exception e) {
      failed++;
      out.printf("  FAILED  %6.2f s  %s: %s%n", seconds(from), what, e.getMessage());
    }
  }

  private static void await(BooleanSupplier arrived) throws InterruptedException {
    var until = Instant.now().plus(LIMIT);
    while (!arrived.getAsBoolean()) {
      if (Instant.now().isAfter(until)) {
        throw new IllegalStateException("not arrived within " + LIMIT.toSeconds() + " s");
      }
      Thread.sleep(25);
    }
  }

  private static double seconds(Instant from) {
    return Duration.between(from, Instant.now()).toMillis() / 1000.0;
  }

  /** Prints the totals; true if no step failed. */
  boolean summary() {
    out.printf("%d passed, %d failed%n", passed, failed);
    return failed == 0;
  }

  int failed() {
    return failed;
  }
}
