package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Excerpt;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Duration;
import java.time.Instant;

/** Counters of messages, in both directions. */
public final class MessageMeters {

  /** The names of unknown events come from the other side. */
  private static final int KINDS = 40;

  private final Counters received;
  private final Counters ignored;
  private final Counters duplicates;
  private final Counters finished;
  private final Timers endToEnd;
  private final Counters receipts;
  private final Timers receiptDelay;
  private final Labels.FirstFew kinds = new Labels.FirstFew(KINDS);

  public MessageMeters(MeterRegistry meters) {
    received = Metric.MESSAGES_RECEIVED.counters(meters);
    ignored = Metric.EVENTS_IGNORED.counters(meters);
    duplicates = Metric.DUPLICATES.counters(meters);
    finished = Metric.MESSAGES_FINISHED.counters(meters);
    endToEnd = Metric.MESSAGE_END_TO_END.timers(meters);
    receipts = Metric.RECEIPTS.counters(meters);
    receiptDelay = Metric.RECEIPT_DELAY.timers(meters);
  }

  public void received(TenantId tenant, Direction direction, Content content) {
    received.count(tenant.value(), Labels.of(direction), Excerpt.kind(content));
  }

  public void ignored(TenantId tenant, Direction direction, String what) {
    ignored.count(tenant.value(), Labels.of(direction), kinds.of(what));
  }

  public void duplicate(String stage) {
    duplicates.count(stage);
  }

  /**
   * The other side accepted it.
   *
   * @param provider the kind of desk, or the WhatsApp provider
   */
  public void delivered(Envelope<?> envelope, Direction direction, String provider) {
    finished.count(envelope.tenant().value(), Labels.of(direction), provider, "delivered", "none");
    endToEnd.took(age(envelope.acceptedAt()).toNanos(), Labels.of(direction));
  }

  /**
   * It will not be accepted. A refusal caused by the person or the agent is not counted as failed.
   */
  public void refused(TenantId tenant, Direction direction, String provider, Reason reason) {
    var outcome =
        switch (reason.whose()) {
          case PERSON, AGENT -> "refused";
          case BRIDGE, SETTINGS, WHATSAPP, DESK -> "failed";
        };
    finished.count(tenant.value(), Labels.of(direction), provider, outcome, Labels.of(reason));
  }

  /** It is parked; after a replay it gets a different outcome. */
  public void parked(String tenant, Direction direction, String provider, Reason reason) {
    finished.count(tenant, Labels.of(direction), provider, "parked", Labels.of(reason));
  }

  /** WhatsApp reported the status of an outbound message. */
  public void receipt(Envelope<?> envelope, Status status) {
    receipts.count(envelope.tenant().value(), Labels.of(status));
    receiptDelay.took(age(envelope.acceptedAt()).toNanos(), Labels.of(status));
  }

  /** The clocks of two machines may differ: never below zero. */
  private static Duration age(Instant since) {
    var age = Duration.between(since, Instant.now());
    return age.isNegative() ? Duration.ZERO : age;
  }
}
