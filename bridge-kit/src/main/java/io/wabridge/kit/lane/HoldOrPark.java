package io.wabridge.kit.lane;

import io.wabridge.kit.telemetry.LogContext;
import io.wabridge.kit.telemetry.StageMeters;
import io.wabridge.model.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores an envelope that cannot continue: held for a later retry, or parked for a human. */
final class HoldOrPark {

  private static final Logger log = LoggerFactory.getLogger(HoldOrPark.class);

  private final String stage;
  private final Holding holding;
  private final Parking parking;
  private final StageMeters meters;

  HoldOrPark(String stage, Holding holding, Parking parking, StageMeters meters) {
    this.stage = stage;
    this.holding = holding;
    this.parking = parking;
    this.meters = meters;
  }

  void hold(ReceivedEnvelope received, Duration after, Reason reason, String detail, int tries) {
    var envelope = received.envelope();
    if (envelope == null) {
      throw new IllegalStateException("an unreadable envelope is parked, not held");
    }
    holding.hold(
        new Holding.Held(
            stage,
            received.conversationKey(),
            Lanes.hash(received.conversationKey()),
            envelope.tenant().value(),
            received.contract(),
            envelope.idempotencyKey(),
            envelope.correlation(),
            received.message(),
            reason,
            detail,
            tries,
            after,
            new String(received.body(), StandardCharsets.UTF_8)));
    meters.held(reason);
    log.atInfo()
        .addKeyValue("stage", stage)
        .addKeyValue("tenant", envelope.tenant())
        .addKeyValue("conversation", LogContext.masked(received.conversationKey()))
        .addKeyValue("correlation", envelope.correlation())
        .addKeyValue("reason", reason)
        .log("held: {}", detail);
  }

  void park(ReceivedEnvelope received, Reason reason, String detail, int tries) {
    var envelope = received.envelope();
    parking.park(
        new Parking.Parked(
            envelope == null ? null : envelope.tenant().value(),
            stage,
            received.queue(),
            received.contract(),
            reason,
            detail,
            tries,
            received.message(),
            envelope == null ? null : envelope.correlation(),
            envelope == null ? null : envelope.conversationKey(),
            envelope == null ? null : envelope.idempotencyKey(),
            new String(received.body(), StandardCharsets.UTF_8)));
    log.atWarn()
        .addKeyValue("stage", stage)
        .addKeyValue("correlation", envelope == null ? "" : envelope.correlation())
        .addKeyValue("reason", reason)
        .log("parked: {}", detail);
  }
}
