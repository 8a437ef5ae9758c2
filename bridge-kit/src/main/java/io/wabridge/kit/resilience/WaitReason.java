package io.wabridge.kit.resilience;

import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.telemetry.Labels;
import io.wabridge.model.Delivery;
import io.wabridge.model.Reason;
import java.time.Duration;

/** Why an endpoint is not called now. */
enum WaitReason {
  UNANSWERED(Reason.BREAKER_OPEN, "The endpoint did not answer; its circuit is open."),
  ENDPOINT_BACKOFF(Reason.RATE_NUMBER, "The endpoint asked to wait with everything."),
  CREDENTIAL_BACKOFF(Reason.RATE_DESK_TOKEN, "The endpoint asked to wait with this credential."),
  CREDENTIALS_REFUSED(Reason.AUTH, "The endpoint refuses all credentials."),
  PAIR(Reason.RATE_PAIR, "The person was sent as many messages as WhatsApp allows."),
  THROUGHPUT(Reason.RATE_NUMBER, "The endpoint was sent as many messages as it allows."),
  CALL_BUDGET(Reason.RATE_DESK_TOKEN, "The endpoint was called as often as it allows."),
  BULKHEAD_FULL(Reason.RATE_LIMITED, "As many calls as are allowed at the same time are running.");

  private final Reason reason;
  private final String detail;

  WaitReason(Reason reason, String detail) {
    this.reason = reason;
    this.detail = detail;
  }

  /** The outcome for this time, with reason and text. */
  record Wait(WaitReason reason, Duration delay, Reason shown, String detail) {

    Outcome.Later toOutcome() {
      return new Outcome.Later(delay, shown, detail);
    }

    /** The same for a shorter time. */
    Wait atMost(Duration longest) {
      return delay.compareTo(longest) > 0 ? new Wait(reason, longest, shown, detail) : this;
    }
  }

  Wait after(Duration delay) {
    return new Wait(this, delay, reason, detail);
  }

  Wait after(Duration delay, Delivery.Refused refusal) {
    return new Wait(this, delay, refusal.reason(), refusal.detail());
  }

  String tag() {
    return Labels.of(this);
  }
}
