package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wabridge.model.Reason;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Metrics of one stage. Created once; the timers are fields, so that none is looked up. */
public final class StageMeters {

  /** The result of one try; failed: with an exception, and it is retried. */
  public enum Result {
    OK,
    RETRIED,
    PARKED,
    FAILED
  }

  private final MeterRegistry meters;
  private final String stage;
  private final Timer[] took;
  private final Timer waited;
  private final Counters held;

  public StageMeters(MeterRegistry meters, String stage) {
    this.meters = meters;
    this.stage = stage;
    this.took =
        Arrays.stream(Result.values())
            .map(result -> Metric.STAGE.timer(meters, stage, Labels.of(result)))
            .toArray(Timer[]::new);
    this.waited = Metric.QUEUE_WAIT.timer(meters, stage);
    this.held = Metric.HELD.counters(meters);
  }

  /** Reads whether the lanes are read at every scrape. */
  public void reading(BooleanSupplier reading) {
    Metric.LANES_READ.gauge(meters, reading, is -> is.getAsBoolean() ? 1 : 0, stage);
  }

  public void took(Result result, long nanos) {
    took[result.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
  }

  /** The clocks of two machines may differ: never below zero. */
  public void waited(long millis) {
    waited.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
  }

  public void held(Reason reason) {
    held.count(stage, Labels.of(reason));
  }
}
