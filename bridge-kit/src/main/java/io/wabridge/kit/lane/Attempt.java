package io.wabridge.kit.lane;

import com.rabbitmq.client.AMQP;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings one envelope to an end: done, or parked with its reason. In between it is tried again in
 * place, with growing pauses, as long as the stage's patience lasts.
 */
final class Attempt {

  private static final Logger log = LoggerFactory.getLogger(Attempt.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** An envelope as it came from the lane; unreadable ones have a problem instead. */
  record Letter(
      String queue,
      String contract,
      byte[] body,
      String conversationKey,
      @Nullable Envelope<? extends Payload> envelope,
      @Nullable String problem) {}

  private final String stage;
  private final EnvelopeCodec codec;
  private final Step step;
  private final Parking parking;
  private final Duration patience;
  private final MeterRegistry meters;
  private volatile boolean stopping;

  Attempt(
      String stage,
      EnvelopeCodec codec,
      Step step,
      Parking parking,
      Duration patience,
      MeterRegistry meters) {
    this.stage = stage;
    this.codec = codec;
    this.step = step;
    this.parking = parking;
    this.patience = patience;
    this.meters = meters;
  }

  Letter open(String queue, AMQP.BasicProperties properties, byte[] body) {
    var contract = properties.getType() == null ? "" : properties.getType();
    try {
      var envelope = codec.read(contract, body);
      return new Letter(queue, contract, body, envelope.conversationKey(), envelope, null);
    } catch (EnvelopeCodec.Unreadable e) {
      return new Letter(queue, contract, body, queue, null, e.getMessage());
    }
  }

  /** Whether the envelope has come to its end here; otherwise the broker will deliver it again. */
  boolean through(Letter letter, BooleanSupplier stillOurs) {
    var started = Instant.now();
    for (var tries = 1; !stopping && stillOurs.getAsBoolean(); tries++) {
      var outcome = once(letter);
      if (outcome instanceof Outcome.Later later
          && Duration.between(started, Instant.now()).compareTo(patience) < 0) {
        pause(later.after());
        continue;
      }
      if (finished(letter, outcome, tries)) {
        return true;
      }
      pause(LONGEST_PAUSE.dividedBy(5)); // not even parking works: keep it, in order
    }
    return false;
  }

  private Outcome once(Letter letter) {
    var envelope = letter.envelope();
    if (envelope == null) {
      return new Outcome.Park(Reason.UNREADABLE, String.valueOf(letter.problem()));
    }
    var timer = Timer.start(meters);
    MDC.put("correlation", envelope.correlation());
    MDC.put("tenant", envelope.tenant().value());
    MDC.put("conversation", envelope.conversationKey());
    var result = "failed";
    try {
      var outcome = step.take(envelope);
      result =
          switch (outcome) {
            case Outcome.Done _ -> "ok";
            case Outcome.Later _ -> "retried";
            case Outcome.Park _ -> "parked";
          };
      return outcome;
    } catch (Exception | Error e) {
      log.atWarn()
          .addKeyValue("stage", stage)
          .log("a step failed and is tried again: {}", e.toString());
      log.atDebug().setCause(e).log("the failed step");
      return new Outcome.Later(Duration.ofSeconds(1), Reason.INTERNAL, e.toString());
    } finally {
      timer.stop(
          Timer.builder("bridge.stage")
              .description("Time a stage needs for one envelope")
              .tags("stage", stage, "outcome", result)
              .register(meters));
      MDC.clear();
    }
  }

  private boolean finished(Letter letter, Outcome outcome, int tries) {
    return switch (outcome) {
      case Outcome.Done _ -> true;
      case Outcome.Later later -> parked(letter, later.reason(), later.detail(), tries);
      case Outcome.Park park -> parked(letter, park.reason(), park.detail(), tries);
    };
  }

  private boolean parked(Letter letter, Reason reason, String detail, int tries) {
    var envelope = letter.envelope();
    try {
      parking.park(
          new Parking.Parked(
              envelope == null ? null : envelope.tenant().value(),
              stage,
              letter.queue(),
              letter.contract(),
              reason,
              detail,
              tries,
              envelope == null ? null : messageOf(envelope.payload()),
              envelope == null ? null : envelope.correlation(),
              new String(letter.body(), StandardCharsets.UTF_8)));
      meters
          .counter(
              "bridge.parked", "stage", stage, "reason", reason.name().toLowerCase(Locale.ROOT))
          .increment();
      log.atWarn()
          .addKeyValue("stage", stage)
          .addKeyValue("reason", reason)
          .log("parked: {}", detail);
      return true;
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("stage", stage)
          .log("cannot park, keeping it in the lane: {}", e.toString());
      return false;
    }
  }

  private static @Nullable String messageOf(Payload payload) {
    return switch (payload) {
      case Payload.InboundMessage inbound -> inbound.message().id().value();
      case Payload.OutboundMessage outbound -> outbound.message().id().value();
      case Payload.InboundReceipt _, Payload.OutboundReceipt _ -> null;
      case Payload.RawWebhook _, Payload.ChannelPart _, Payload.DeskPart _ -> null;
    };
  }

  void stop() {
    stopping = true;
  }

  private void pause(Duration asked) {
    var left = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    var until = Instant.now().plus(left);
    while (!stopping && Instant.now().isBefore(until)) {
      try {
        Thread.sleep(Math.min(200, Math.max(1, Duration.between(Instant.now(), until).toMillis())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopping = true;
      }
    }
  }
}
