package io.wabridge.kit.lane;

import io.wabridge.kit.FailureReasons;
import io.wabridge.kit.telemetry.Labels;
import io.wabridge.kit.telemetry.StageMeters;
import io.wabridge.kit.telemetry.StageMeters.Result;
import io.wabridge.kit.telemetry.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the step for one envelope, with retries in place for at most the stage's patience. If the
 * failure is then that an internal service is unavailable, the exception is thrown: no other
 * process would succeed, and holding the conversation needs the same service.
 */
final class StepRunner {

  private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

  private static final Duration FIRST_RETRY = Duration.ofMillis(500);

  /** The outcome and the number of tries. */
  record StepResult(Outcome outcome, int tries) {}

  private record TryResult(Outcome outcome, @Nullable RuntimeException unavailable) {}

  private final String stage;
  private final Step step;
  private final Duration patience;
  private final StageMeters meters;
  private final Traces traces;
  private volatile boolean stopping;

  StepRunner(String stage, Step step, Duration patience, StageMeters meters, Traces traces) {
    this.stage = stage;
    this.step = step;
    this.patience = patience;
    this.meters = meters;
    this.traces = traces;
  }

  StepResult run(ReceivedEnvelope received, BooleanSupplier stillOurs) {
    var from = Instant.now();
    for (var tries = 1; ; tries++) {
      var tried = runOnce(received, tries);
      if (!(tried.outcome() instanceof Outcome.Later later)
          || Instant.now().plus(later.after()).isAfter(from.plus(patience))
          || !pause(later.after(), stillOurs)) {
        if (tried.unavailable() != null) {
          throw tried.unavailable();
        }
        return new StepResult(tried.outcome(), tries);
      }
    }
  }

  private TryResult runOnce(ReceivedEnvelope received, int tries) {
    var envelope = received.envelope();
    if (envelope == null) {
      var problem = Objects.requireNonNull(received.problem());
      return new TryResult(
          new Outcome.Park(problem.reason(), String.valueOf(problem.getMessage())), null);
    }
    var since = System.nanoTime();
    var work = traces.begin(envelope, received.operation(stage), received.parent());
    var result = Result.FAILED;
    try {
      work.attempt(tries);
      var outcome = step.handle(envelope);
      result =
          switch (outcome) {
            case Outcome.Done _ -> Result.OK;
            case Outcome.Later _ -> Result.RETRIED;
            case Outcome.Park _ -> Result.PARKED;
          };
      work.ended(Labels.of(result));
      log.atDebug()
          .addKeyValue("stage", stage)
          .addKeyValue("took_ms", (System.nanoTime() - since) / 1_000_000)
          .log("{}: {}", received.operation(stage), outcome);
      return new TryResult(outcome, null);
    } catch (Exception | Error e) {
      work.failed(e);
      log.atWarn()
          .addKeyValue("stage", stage)
          .log("a step failed and will be retried: {}", e.toString());
      log.atDebug().setCause(e).log("stack trace of the failed step");
      return new TryResult(
          new Outcome.Later(retryDelay(tries), FailureReasons.of(e), e.toString()),
          FailureReasons.unavailable(e));
    } finally {
      meters.took(result, System.nanoTime() - since);
      work.close();
    }
  }

  /** Exponential: the failed service may be overloaded. */
  private static Duration retryDelay(int tries) {
    return FIRST_RETRY.multipliedBy(1L << Math.min(tries - 1, 5));
  }

  /** Waits; false if the envelope no longer belongs to this reader, or the service stops. */
  boolean pause(Duration asked, BooleanSupplier stillOurs) {
    var until = Instant.now().plus(asked);
    while (!stopping && stillOurs.getAsBoolean() && Instant.now().isBefore(until)) {
      try {
        Thread.sleep(Math.clamp(Duration.between(Instant.now(), until).toMillis(), 1, 200));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopping = true;
      }
    }
    return !stopping && stillOurs.getAsBoolean();
  }

  void start() {
    stopping = false;
  }

  void stop() {
    stopping = true;
  }

  boolean stopping() {
    return stopping;
  }
}
