package io.wabridge.kit.lane;

import io.wabridge.model.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes each envelope of a lane: done, held behind its conversation, or parked. Due envelopes of
 * a held conversation are tried in order, the oldest first.
 */
final class LaneProcessor {

  private static final Logger log = LoggerFactory.getLogger(LaneProcessor.class);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(2);
  private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(10);
  private static final String OVER_LIMIT_DETAIL = "the tenant reached its in-flight limit";

  private final String reader;
  private final EnvelopeCodec codec;
  private final StepRunner stepRunner;
  private final HoldOrPark holdOrPark;
  private final Holding holding;
  private final LaneProperties properties;

  LaneProcessor(
      String reader,
      EnvelopeCodec codec,
      StepRunner stepRunner,
      HoldOrPark holdOrPark,
      Holding holding,
      LaneProperties properties) {
    this.reader = reader;
    this.codec = codec;
    this.stepRunner = stepRunner;
    this.holdOrPark = holdOrPark;
    this.holding = holding;
    this.properties = properties;
  }

  /** Whether the envelope is finished here; otherwise the broker will redeliver it. */
  boolean process(
      ReceivedEnvelope received,
      HeldConversations held,
      TenantInFlightLimiter.Slot slot,
      BooleanSupplier stillOurs) {
    var failures = 0;
    while (!stepRunner.stopping() && stillOurs.getAsBoolean()) {
      try {
        if (received.due()
            ? drainHeld(received, held, slot, stillOurs)
            : processOne(received, held, slot, stillOurs)) {
          return true;
        }
      } catch (RuntimeException e) {
        // once per envelope: an outage of minutes would fill the disk
        (failures == 0 ? log.atError() : log.atDebug())
            .addKeyValue("stage", reader)
            .log(
                "an internal service is unavailable, the envelope stays in the lane: {}",
                e.toString());
        stepRunner.pause(retryDelay(failures++), stillOurs);
      }
    }
    return false;
  }

  /** Exponential backoff with jitter: an overloaded ledger needs time to recover. */
  private static Duration retryDelay(int failures) {
    var longest =
        Math.min(RETRY_DELAY.toMillis() << Math.min(failures, 8), MAX_RETRY_DELAY.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }

  private boolean processOne(
      ReceivedEnvelope received,
      HeldConversations held,
      TenantInFlightLimiter.Slot slot,
      BooleanSupplier stillOurs) {
    if (received.envelope() != null && held.contains(received.conversationKey())) {
      holdOrPark.hold(received, Duration.ZERO, Reason.WAITING, "behind an earlier message", 0);
      return true;
    }
    if (received.envelope() != null && slot.overLimit()) {
      holdOrPark.hold(received, slot.retryDelay(), Reason.QUOTA, OVER_LIMIT_DETAIL, 0);
      held.add(received.conversationKey());
      return true;
    }
    var result = stepRunner.run(received, stillOurs);
    switch (result.outcome()) {
      case Outcome.Done _ -> {
        return true;
      }
      case Outcome.Park park -> {
        holdOrPark.park(received, park.reason(), park.detail(), result.tries());
        return true;
      }
      case Outcome.Later later -> {
        if (stepRunner.stopping() || !stillOurs.getAsBoolean()) {
          return false;
        }
        holdOrPark.hold(received, later.after(), later.reason(), later.detail(), result.tries());
        held.add(received.conversationKey());
        return true;
      }
    }
  }

  /**
   * Tries the held envelopes of a conversation until none is left, or one must wait for a retry.
   */
  private boolean drainHeld(
      ReceivedEnvelope due,
      HeldConversations held,
      TenantInFlightLimiter.Slot slot,
      BooleanSupplier stillOurs) {
    var conversation = due.conversationKey();
    var overLimit = slot.overLimit();
    while (true) {
      var waiting = holding.waiting(reader, conversation);
      if (waiting.isEmpty()) {
        held.remove(conversation);
        return true;
      }
      held.add(conversation);
      if (overLimit) {
        reschedule(
            conversation, waiting.getFirst(), slot.retryDelay(), Reason.QUOTA, OVER_LIMIT_DETAIL);
        return true;
      }
      for (var oldest : waiting) {
        if (stepRunner.stopping() || !stillOurs.getAsBoolean()) {
          return false;
        }
        switch (release(due.queue(), conversation, oldest, stillOurs)) {
          case MORE -> {}
          case WAITS -> {
            return true;
          }
          case NONE -> {
            held.remove(conversation);
            return true;
          }
        }
      }
    }
  }

  /** The state of a held conversation after a try: maybe more, one must wait, or none left. */
  private enum DrainState {
    MORE,
    WAITS,
    NONE
  }

  private DrainState release(
      String queue, String conversation, Holding.Waiting oldest, BooleanSupplier stillOurs) {
    var received =
        ReceivedEnvelope.decode(
            codec, queue, oldest.contract(), oldest.envelope().getBytes(StandardCharsets.UTF_8));
    var result = stepRunner.run(received, stillOurs);
    var tries = oldest.attempts() + result.tries();
    switch (result.outcome()) {
      case Outcome.Done _ -> {}
      case Outcome.Park park -> holdOrPark.park(received, park.reason(), park.detail(), tries);
      case Outcome.Later later -> {
        if (!budgetExceeded(oldest, later)) {
          reschedule(conversation, oldest, later.after(), later.reason(), later.detail());
          return DrainState.WAITS;
        }
        holdOrPark.park(received, later.reason(), later.detail(), tries);
      }
    }
    var more = holding.released(new Holding.Released(reader, conversation, oldest.position()));
    return more == null || more ? DrainState.MORE : DrainState.NONE;
  }

  private void reschedule(
      String conversation, Holding.Waiting oldest, Duration after, Reason reason, String detail) {
    holding.again(
        new Holding.Again(reader, conversation, oldest.position(), after, reason, detail));
  }

  /**
   * An internal error would fail each time; an unavailable service will return. How long a person
   * is waited for is not decided here.
   */
  private boolean budgetExceeded(Holding.Waiting oldest, Outcome.Later later) {
    if (later.reason() == Reason.AWAITING_PERSON) {
      return false;
    }
    var budget =
        later.reason() == Reason.INTERNAL ? properties.errorBudget() : properties.holdBudget();
    return Duration.between(oldest.heldAt(), Instant.now()).compareTo(budget) > 0;
  }
}
