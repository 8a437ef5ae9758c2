package io.wabridge.kit.resilience;

import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.telemetry.Labels;
import io.wabridge.model.Reason;
import java.time.Duration;

/** Why a gate lets nothing through right now. */
enum WaitReason {
  UNANSWERED(Reason.BREAKER_OPEN, "It did not answer and is left alone for a while."),
  NUMBER_PAUSED(Reason.RATE_NUMBER, "WhatsApp asked to wait with everything of this number."),
  CLIENT_PAUSED(Reason.RATE_DESK_TOKEN, "The desk asked to wait with everything."),
  PAIR(Reason.RATE_PAIR, "The person just got as many messages as WhatsApp allows."),
  THROUGHPUT(Reason.RATE_NUMBER, "The number just sent as many messages as WhatsApp allows."),
  BUDGET(Reason.RATE_DESK_TOKEN, "The desk was just called as often as it allows."),
  IN_FLIGHT(Reason.RATE_LIMITED, "As many calls as may be are under way.");

  private final Reason reason;
  private final String detail;

  WaitReason(Reason reason, String sentence) {
    this.reason = reason;
    this.detail = sentence;
  }

  /** Said by a gate that is shut. */
  record Wait(WaitReason reason, Duration delay) {

    Outcome.Later toOutcome() {
      return new Outcome.Later(delay, reason.reason, reason.detail);
    }
  }

  Wait after(Duration after) {
    return new Wait(this, after);
  }

  String tag() {
    return Labels.of(this);
  }
}
