package io.wabridge.kit.lane;

import io.wabridge.kit.telemetry.LogContext;
import io.wabridge.kit.telemetry.StageMeters;
import io.wabridge.model.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what cannot go on now where it waits: held for a later try, or parked for a human. */
final class Keep {

  private static final Logger log = LoggerFactory.getLogger(Keep.class);

  private final String stage;
  private final Holding holding;
  private final Parking parking;
  private final StageMeters meters;

  Keep(String stage, Holding holding, Parking parking, StageMeters meters) {
    this.stage = stage;
    this.holding = holding;
    this.parking = parking;
    this.meters = meters;
  }

  void hold(Letter letter, Duration after, Reason reason, String detail, int tries) {
    var envelope = letter.envelope();
    if (envelope == null) {
      throw new IllegalStateException("what cannot be read is parked, not held");
    }
    holding.hold(
        new Holding.Held(
            stage,
            letter.conversationKey(),
            Lanes.hash(letter.conversationKey()),
            envelope.tenant().value(),
            letter.contract(),
            envelope.idempotencyKey(),
            envelope.correlation(),
            letter.message(),
            reason,
            detail,
            tries,
            after,
            new String(letter.body(), StandardCharsets.UTF_8)));
    meters.held(reason);
    log.atInfo()
        .addKeyValue("stage", stage)
        .addKeyValue("tenant", envelope.tenant())
        .addKeyValue("conversation", LogContext.masked(letter.conversationKey()))
        .addKeyValue("correlation", envelope.correlation())
        .addKeyValue("reason", reason)
        .log("held: {}", detail);
  }

  void park(Letter letter, Reason reason, String detail, int tries) {
    var envelope = letter.envelope();
    parking.park(
        new Parking.Parked(
            envelope == null ? null : envelope.tenant().value(),
            stage,
            letter.queue(),
            letter.contract(),
            reason,
            detail,
            tries,
            letter.message(),
            envelope == null ? null : envelope.correlation(),
            envelope == null ? null : envelope.conversationKey(),
            envelope == null ? null : envelope.idempotencyKey(),
            new String(letter.body(), StandardCharsets.UTF_8)));
    log.atWarn()
        .addKeyValue("stage", stage)
        .addKeyValue("correlation", envelope == null ? "" : envelope.correlation())
        .addKeyValue("reason", reason)
        .log("parked: {}", detail);
  }
}
