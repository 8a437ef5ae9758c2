package io.wabridge.kit.lane;

import io.wabridge.kit.Why;
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
 * Takes the step for one envelope: in place, again and again, as long as that takes no longer than
 * the stage's patience. When what failed then is a part of ours that is away, the failure is
 * thrown: nobody else would do better, and to hold the conversation would ask the same part for
 * more.
 */
final class Attempt {

  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  private static final Duration AGAIN = Duration.ofMillis(500);

  /** How it went, after so many tries. */
  record Taken(Outcome outcome, int tries) {}

  private record Tried(Outcome outcome, @Nullable RuntimeException away) {}

  private final String stage;
  private final Step step;
  private final Duration patience;
  private final StageMeters meters;
  private final Traces traces;
  private volatile boolean stopping;

  Attempt(String stage, Step step, Duration patience, StageMeters meters, Traces traces) {
    this.stage = stage;
    this.step = step;
    this.patience = patience;
    this.meters = meters;
    this.traces = traces;
  }

  Taken take(Letter letter, BooleanSupplier stillOurs) {
    var from = Instant.now();
    for (var tries = 1; ; tries++) {
      var tried = once(letter, tries);
      if (!(tried.outcome() instanceof Outcome.Later later)
          || Instant.now().plus(later.after()).isAfter(from.plus(patience))
          || !pause(later.after(), stillOurs)) {
        if (tried.away() != null) {
          throw tried.away();
        }
        return new Taken(tried.outcome(), tries);
      }
    }
  }

  private Tried once(Letter letter, int tries) {
    var envelope = letter.envelope();
    if (envelope == null) {
      var problem = Objects.requireNonNull(letter.problem());
      return new Tried(
          new Outcome.Park(problem.reason(), String.valueOf(problem.getMessage())), null);
    }
    var since = System.nanoTime();
    var work = traces.on(envelope, letter.work(stage), letter.parent());
    var result = Result.FAILED;
    try {
      work.attempt(tries);
      var outcome = step.take(envelope);
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
          .log("{}: {}", letter.work(stage), outcome);
      return new Tried(outcome, null);
    } catch (Exception | Error e) {
      work.failed(e);
      log.atWarn()
          .addKeyValue("stage", stage)
          .log("a step failed and is tried again: {}", e.toString());
      log.atDebug().setCause(e).log("the failed step");
      return new Tried(new Outcome.Later(again(tries), Why.of(e), e.toString()), Why.away(e));
    } finally {
      meters.took(result, System.nanoTime() - since);
      work.close();
    }
  }

  /** Twice as long each time: whatever failed may have too much to do already. */
  private static Duration again(int tries) {
    return AGAIN.multipliedBy(1L << Math.min(tries - 1, 5));
  }

  /** Waits; false if it is not ours any more, or if we stop. */
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

  void stop() {
    stopping = true;
  }

  boolean stopping() {
    return stopping;
  }
}
