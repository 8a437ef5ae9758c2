package io.wabridge.whatsapp.api;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.MediaFactsMapper;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.Receipts;
import io.wabridge.kit.resilience.EndpointCalls;
import io.wabridge.kit.resilience.EndpointCalls.Call;
import io.wabridge.kit.resilience.EndpointCalls.Uploaded;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.Delivery;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.connector.ChannelConnector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Delivers an agent's message to the person. Providers have no idempotency key: a message that may
 * have arrived is never sent again automatically; the status that echoes our id resolves it. The
 * counterpart is DeskDelivery, which may decide the other way.
 */
@Component
class ChannelDelivery {

  private static final String STAGE = "whatsapp-api-service";

  /** Longer than a stage's patience, so that nothing waits in the lane. */
  private static final Duration CHECK_AGAIN = Duration.ofMinutes(1);

  private final Tenants tenants;
  private final Ledger ledger;
  private final EndpointCalls<ChannelConnector> calls;
  private final SendAttemptIds attemptIds;
  private final LanePublisher publisher;
  private final MessageMeters meters;

  ChannelDelivery(
      Tenants tenants,
      Ledger ledger,
      EndpointCalls<ChannelConnector> calls,
      SendAttemptIds attemptIds,
      LanePublisher publisher,
      MessageMeters meters) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.calls = calls;
    this.attemptIds = attemptIds;
    this.publisher = publisher;
    this.meters = meters;
  }

  Outcome deliver(Envelope<?> envelope, Message message) {
    var channel = tenants.channel(message.channel());
    if (channel.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_CHANNEL, "channel " + message.channel() + " is gone");
    }
    return calls.message(channel.get(), message, call -> uploadThenSend(envelope, message, call));
  }

  /** The file is uploaded first: a process that dies meanwhile has not begun to send anything. */
  private Outcome uploadThenSend(
      Envelope<?> envelope, Message message, Call<ChannelConnector> call) {
    return switch (call.upload(message)) {
      case Uploaded.Ready<ChannelConnector>(var ready) ->
          reserve(
              envelope,
              message,
              call,
              to -> ready.send((connector, context) -> connector.deliver(to, context)));
      case Uploaded.NotReady<ChannelConnector>(Delivery.Refused refused) ->
          reserve(envelope, message, call, _ -> refused);
      case Uploaded.NotReady<ChannelConnector>(var delivery) -> EndpointCalls.outcome(delivery);
    };
  }

  private Outcome reserve(
      Envelope<?> envelope,
      Message message,
      Call<ChannelConnector> call,
      Function<Message, Delivery> sending) {
    var begun =
        ledger.beginDelivery(
            message.id().value(),
            new Ledger.Intent(
                envelope.tenant(),
                STAGE,
                MediaFactsMapper.from(message.content()),
                attemptIds.idFor(message.id())));
    attemptIds.forget(message.id());
    if (begun.forDesk() != null) {
      publishReceipt(envelope, begun.forDesk());
    }
    return switch (begun.go()) {
      case DONE -> {
        meters.duplicate(STAGE);
        yield Outcome.DONE;
      }
      case MOVED ->
          new Outcome.Park(Reason.MISROUTED, "a message to a person does not move to a desk");
      case AWAITS -> awaiting(begun.until());
      case UNCERTAIN ->
          new Outcome.Park(Reason.OUTCOME_UNKNOWN, "begun before, and no outcome was noted");
      case GO ->
          sendAndRecord(envelope, message, call, () -> send(message, begun.person(), sending));
    };
  }

  /** Its conversation is held; state-manager makes it due when the wait ends, for any reason. */
  private static Outcome awaiting(@Nullable Instant until) {
    var left = until == null ? CHECK_AGAIN : Duration.between(Instant.now(), until);
    return new Outcome.Later(
        left.compareTo(CHECK_AGAIN) < 0 ? CHECK_AGAIN : left,
        Reason.AWAITING_PERSON,
        "waiting for the person until " + until);
  }

  /**
   * To the person to whom it was written: the ids of this person may have changed while it waited,
   * and a number may belong to another person.
   */
  private static Delivery send(
      Message message, @Nullable Person now, Function<Message, Delivery> sending) {
    if (now == null) {
      return sending.apply(message);
    }
    return now.known()
        ? sending.apply(message.to(now))
        : new Delivery.Refused(
            Reason.NOT_ON_WHATSAPP, "the person's ids belong to another person by now");
  }

  private Outcome sendAndRecord(
      Envelope<?> envelope,
      Message message,
      Call<ChannelConnector> call,
      Supplier<Delivery> sending) {
    var delivery = sending.get();
    return switch (delivery) {
      case Delivery.Accepted accepted -> {
        recordAccepted(envelope, message, accepted.id(), call.connector());
        meters.delivered(envelope, Direction.OUTBOUND, call.connector().kind());
        yield Outcome.DONE;
      }
      case Delivery.Refused refused -> {
        recordOutcome(envelope, message, Status.FAILED, null, refused.reason(), refused.detail());
        meters.refused(
            envelope.tenant(), Direction.OUTBOUND, call.connector().kind(), refused.reason());
        yield Outcome.DONE;
      }
      case Delivery.Deferred deferred -> {
        recordOutcome(
            envelope, message, Status.RECEIVED, null, deferred.reason(), deferred.detail());
        yield new Outcome.Later(deferred.after(), deferred.reason(), deferred.detail());
      }
      case Delivery.Uncertain uncertain -> {
        recordOutcome(
            envelope, message, Status.UNCERTAIN, null, Reason.OUTCOME_UNKNOWN, uncertain.detail());
        yield new Outcome.Park(Reason.OUTCOME_UNKNOWN, uncertain.detail());
      }
    };
  }

  private void recordAccepted(
      Envelope<?> envelope, Message message, ExternalId id, ChannelConnector connector) {
    record(
        envelope,
        message,
        new Ledger.DeliveryOutcome(
            envelope.tenant(),
            STAGE,
            Status.ACCEPTED,
            id,
            null,
            null,
            null,
            connector.sameMessageKey(id)));
  }

  private void recordOutcome(
      Envelope<?> envelope,
      Message message,
      Status status,
      @Nullable ExternalId externalId,
      @Nullable Reason reason,
      @Nullable String detail) {
    record(
        envelope,
        message,
        new Ledger.DeliveryOutcome(
            envelope.tenant(), STAGE, status, externalId, null, reason, detail));
  }

  /** Any outcome may have a receipt: a status may arrive before the response to the call. */
  private void record(Envelope<?> envelope, Message message, Ledger.DeliveryOutcome outcome) {
    var recorded = ledger.recordOutcomeWithRetry(message.id().value(), outcome);
    if (recorded.forDesk() != null) {
      publishReceipt(envelope, recorded.forDesk());
    }
  }

  /** Publishes the receipt for the agent. */
  private void publishReceipt(Envelope<?> envelope, Receipt receipt) {
    tenants
        .desk(receipt.desk())
        .ifPresent(desk -> publisher.publish(List.of(Receipts.toDesk(desk, envelope, receipt))));
  }
}
