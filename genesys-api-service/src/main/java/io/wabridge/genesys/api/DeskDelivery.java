package io.wabridge.genesys.api;

import io.wabridge.kit.gate.Rank;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.memory.Channel.ReadMarks;
import io.wabridge.kit.memory.Ledger;
import io.wabridge.kit.memory.MediaFactsOf;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.Delivery;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Message;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hands a person's message to the desk. If nobody knows whether the desk took it, it is handed over
 * again under the same id: a message an agent sees twice harms less than one nobody sees
 * (genesys.md 3.8). Twin of ChannelDelivery, which must decide the other way.
 */
@Component
class DeskDelivery {

  private static final String STAGE = "genesys-api-service";

  private final Tenants tenants;
  private final Ledger ledger;
  private final DeskCalls desks;
  private final MediaStore media;
  private final LanePublisher publisher;
  private final MessageMeters meters;

  DeskDelivery(
      Tenants tenants,
      Ledger ledger,
      DeskCalls desks,
      MediaStore media,
      LanePublisher publisher,
      MessageMeters meters) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.desks = desks;
    this.media = media;
    this.publisher = publisher;
    this.meters = meters;
  }

  Outcome deliver(Envelope<?> envelope, Message message) {
    var desk = tenants.desk(message.desk());
    if (desk.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + message.desk() + " is gone");
    }
    return desks.through(
        desk.get(), message.id().value(), Rank.MESSAGE, call -> handOver(envelope, message, call));
  }

  private Outcome handOver(Envelope<?> envelope, Message message, DeskCalls.Call call) {
    var begun =
        ledger.begin(
            message.id().value(),
            new Ledger.Intent(
                envelope.tenant(), STAGE, MediaFactsOf.content(message.content()), null));
    if (begun.go() == Ledger.Begun.Go.DONE) {
      meters.duplicate(STAGE);
      return Outcome.DONE;
    }
    var delivery =
        call.say((connector, settings, tokens) ->
            connector.deliver(message, begun.conversationKnown(), settings, tokens, media));
    switch (delivery) {
      case Delivery.Accepted accepted -> {
        end(envelope, message, Status.DELIVERED, accepted, null);
        meters.delivered(envelope, Direction.INBOUND, call.connector().kind());
        markRead(envelope, message);
      }
      case Delivery.Refused _ -> {} // parking it ends it
      case Delivery.Deferred deferred ->
          end(envelope, message, Status.RECEIVED, null, deferred.detail());
      case Delivery.Uncertain uncertain ->
          end(envelope, message, Status.RECEIVED, null, uncertain.detail());
    }
    return DeskCalls.outcome(delivery);
  }

  private void end(
      Envelope<?> envelope,
      Message message,
      Status status,
      Delivery.@Nullable Accepted accepted,
      @Nullable String detail) {
    ledger.note(
        message.id().value(),
        new Ledger.Ended(
            envelope.tenant(),
            STAGE,
            status,
            accepted == null ? null : accepted.id(),
            accepted == null ? null : accepted.conversation(),
            null,
            detail));
  }

  /** The person sees that it was read, if the tenant wants that as soon as the desk has it. */
  private void markRead(Envelope<?> envelope, Message message) {
    tenants
        .channel(message.channel())
        .filter(channel -> channel.readMarks() == ReadMarks.ON_DELIVERY)
        .ifPresent(channel ->
            publisher.publish(
                "whatsapp-api-service." + channel.provider(),
                envelope.next(
                    message.conversation().value(),
                    "read:" + message.id(),
                    new Payload.OutboundReceipt(read(message)))));
  }

  private static Receipt read(Message message) {
    return new Receipt(
        message.id(),
        message.conversation(),
        message.channel(),
        message.desk(),
        message.externalId(),
        message.deskAddress(),
        Status.READ,
        null,
        null,
        Instant.now());
  }
}
