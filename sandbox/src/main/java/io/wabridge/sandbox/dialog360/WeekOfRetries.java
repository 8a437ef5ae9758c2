package io.wabridge.sandbox.dialog360;

import io.wabridge.sandbox.RetryPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Tries again for 7 days of the sandbox's clock; the pauses are shorter than 360dialog's. */
final class WeekOfRetries implements RetryPlan {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int LONGEST_DOUBLING = 6;

  private final Clock clock;
  private final BooleanSupplier wanted;
  private final Instant since;

  /** Ends early when the key is no longer wanted. */
  WeekOfRetries(Clock clock, BooleanSupplier wanted) {
    this.clock = clock;
    this.wanted = wanted;
    this.since = clock.instant();
  }

  @Override
  public boolean accepted(int status) {
    return status == 200;
  }

  @Override
  public boolean again(int status, int attempt) {
    return wanted.getAsBoolean() && clock.instant().isBefore(since.plus(WEEK));
  }

  @Override
  public Duration pause(int attempt) {
    return Duration.ofMillis(500L << Math.min(attempt - 1, LONGEST_DOUBLING));
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(10);
  }
}
