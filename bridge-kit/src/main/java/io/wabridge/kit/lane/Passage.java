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
 * Brings what came out of a lane to an end: done, held behind its conversation, or parked. What is
 * due of a held conversation is tried in order, the oldest first.
 */
final class Passage {

  private static final Logger log = LoggerFactory.getLogger(Passage.class);
  private static final Duration REST = Duration.ofSeconds(2);
  private static final Duration LONGEST_REST = Duration.ofSeconds(10);
  private static final String ASIDE = "its tenant has its share in flight";

  private final String reader;
  private final EnvelopeCodec codec;
  private final Attempt attempt;
  private final Keep keep;
  private final Holding holding;
  private final LaneProperties properties;

  Passage(
      String reader,
      EnvelopeCodec codec,
      Attempt attempt,
      Keep keep,
      Holding holding,
      LaneProperties properties) {
    this.reader = reader;
    this.codec = codec;
    this.attempt = attempt;
    this.keep = keep;
    this.holding = holding;
    this.properties = properties;
  }

  /** Whether the envelope has come to its end here; otherwise the broker will deliver it again. */
  boolean through(
      Letter letter, HeldConversations held, Shares.Place place, BooleanSupplier stillOurs) {
    var failures = 0;
    while (!attempt.stopping() && stillOurs.getAsBoolean()) {
      try {
        if (letter.due()
            ? drain(letter, held, place, stillOurs)
            : once(letter, held, place, stillOurs)) {
          return true;
        }
      } catch (RuntimeException e) {
        // once for each: an outage of minutes would fill the disk
        (failures == 0 ? log.atError() : log.atDebug())
            .addKeyValue("stage", reader)
            .log("a part of the bridge is away, keeping it in the lane: {}", e.toString());
        attempt.pause(rest(failures++), stillOurs);
      }
    }
    return false;
  }

  /**
   * Longer from time to time and never all at once: a ledger that drowns must be left alone to
   * recover.
   */
  private static Duration rest(int failures) {
    var longest = Math.min(REST.toMillis() << Math.min(failures, 8), LONGEST_REST.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }

  private boolean once(
      Letter letter, HeldConversations held, Shares.Place place, BooleanSupplier stillOurs) {
    if (letter.envelope() != null && held.contains(letter.conversationKey())) {
      keep.hold(letter, Duration.ZERO, Reason.WAITING, "behind an earlier one", 0);
      return true;
    }
    if (letter.envelope() != null && place.tooMany()) {
      keep.hold(letter, place.turn(), Reason.QUOTA, ASIDE, 0);
      held.add(letter.conversationKey());
      return true;
    }
    var result = attempt.take(letter, stillOurs);
    switch (result.outcome()) {
      case Outcome.Done _ -> {
        return true;
      }
      case Outcome.Park park -> {
        keep.park(letter, park.reason(), park.detail(), result.tries());
        return true;
      }
      case Outcome.Later later -> {
        if (attempt.stopping() || !stillOurs.getAsBoolean()) {
          return false;
        }
        keep.hold(letter, later.after(), later.reason(), later.detail(), result.tries());
        held.add(letter.conversationKey());
        return true;
      }
    }
  }

  /** Tries what is held of a conversation until nothing is left, or one must wait again. */
  private boolean drain(
      Letter due, HeldConversations held, Shares.Place place, BooleanSupplier stillOurs) {
    var conversation = due.conversationKey();
    var aside = place.tooMany();
    while (true) {
      var waiting = holding.waiting(reader, conversation);
      if (waiting.isEmpty()) {
        held.remove(conversation);
        return true;
      }
      held.add(conversation);
      if (aside) {
        again(conversation, waiting.getFirst(), place.turn(), Reason.QUOTA, ASIDE);
        return true;
      }
      for (var oldest : waiting) {
        if (attempt.stopping() || !stillOurs.getAsBoolean()) {
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

  /** What is held of a conversation after a try: maybe more, one that must wait, or nothing. */
  private enum Left {
    MORE,
    WAITS,
    NONE
  }

  private Left release(
      String queue, String conversation, Holding.Waiting oldest, BooleanSupplier stillOurs) {
    var letter =
        Letter.open(
            codec, queue, oldest.contract(), oldest.envelope().getBytes(StandardCharsets.UTF_8));
    var result = attempt.take(letter, stillOurs);
    var tries = oldest.attempts() + result.tries();
    switch (result.outcome()) {
      case Outcome.Done _ -> {}
      case Outcome.Park park -> keep.park(letter, park.reason(), park.detail(), tries);
      case Outcome.Later later -> {
        if (!tooLong(oldest, later)) {
          again(conversation, oldest, later.after(), later.reason(), later.detail());
          return Left.WAITS;
        }
        keep.park(letter, later.reason(), later.detail(), tries);
      }
    }
    var more = holding.released(new Holding.Released(reader, conversation, oldest.position()));
    return more == null || more ? Left.MORE : Left.NONE;
  }

  private void again(
      String conversation, Holding.Waiting oldest, Duration after, Reason reason, String detail) {
    holding.again(
        new Holding.Again(reader, conversation, oldest.position(), after, reason, detail));
  }

  /** What fails through an error of ours would fail for ever; what is merely away comes back. */
  private boolean tooLong(Holding.Waiting oldest, Outcome.Later later) {
    var budget =
        later.reason() == Reason.INTERNAL ? properties.errorBudget() : properties.holdBudget();
    return Duration.between(oldest.heldAt(), Instant.now()).compareTo(budget) > 0;
  }
}
