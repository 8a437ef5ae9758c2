package io.wabridge.whatsapp.api;

import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.memory.Ledger;
import io.wabridge.kit.memory.MediaFactsOf;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hands an agent's message to the person. WhatsApp knows no idempotency key (whatsapp-cloud 5.2):
 * what may have arrived is never sent again by itself; the status that echoes our id tells. Twin of
 * DeskDelivery, which may decide the other way.
 */
@Component
class ChannelDelivery {

  private static final String STAGE = "whatsapp-api-service";
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Tenants tenants;
  private final Ledger ledger;
  private final ChannelCalls channels;
  private final MediaStore media;
  private final Unanswered unanswered;
  private final LanePublisher publisher;
  private final MessageMeters meters;

  ChannelDelivery(
      Tenants tenants,
      Ledger ledger,
      ChannelCalls channels,
      MediaStore media,
      Unanswered unanswered,
      LanePublisher publisher,
      MessageMeters meters) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.channels = channels;
    this.media = media;
    this.unanswered = unanswered;
    this.publisher = publisher;
    this.meters = meters;
  }

  Outcome deliver(Envelope<?> envelope, Message message) {
    var channel = tenants.channel(message.channel());
    if (channel.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_CHANNEL, "channel " + message.channel() + " is gone");
    }
    return channels.message(channel.get(), message, call -> bring(envelope, message, call));
  }

  /** Its file goes first: who dies while it is on its way has not begun to send anything. */
  private Outcome bring(Envelope<?> envelope, Message message, ChannelCalls.Call call) {
    if (!(message.content() instanceof Content.Media)) {
      return begin(envelope, message, call, () -> say(message, null, call));
    }
    var file =
        call.first(
            (connector, settings, tokens) -> connector.upload(message, settings, tokens, media));
    return switch (file) {
      case Delivery.Accepted uploaded ->
          begin(envelope, message, call, () -> say(message, uploaded.id(), call));
      case Delivery.Refused refused -> begin(envelope, message, call, () -> refused);
      case Delivery.Deferred deferred ->
          new Outcome.Later(deferred.after(), deferred.reason(), deferred.detail());
      case Delivery.Uncertain uncertain ->
          new Outcome.Later(AGAIN, Reason.UNAVAILABLE, uncertain.detail());
    };
  }

  private static Delivery say(Message message, @Nullable ExternalId file, ChannelCalls.Call call) {
    return call.say(
        (connector, settings, tokens) -> connector.deliver(message, file, settings, tokens));
  }

  private Outcome begin(
      Envelope<?> envelope,
      Message message,
      ChannelCalls.Call call,
      Supplier<Delivery> handingOver) {
    var begun =
        ledger.begin(
            message.id().value(),
            new Ledger.Intent(
                envelope.tenant(),
                STAGE,
                MediaFactsOf.content(message.content()),
                unanswered.attempt(message.id())));
    unanswered.answered(message.id());
    if (begun.forDesk() != null) {
      tell(envelope, begun.forDesk());
    }
    return switch (begun.go()) {
      case DONE -> {
        meters.duplicate(STAGE);
        yield Outcome.DONE;
      }
      case UNCERTAIN ->
          new Outcome.Park(Reason.OUTCOME_UNKNOWN, "begun before, and no outcome was noted");
      case GO -> handOver(envelope, message, call, handingOver);
    };
  }

  private Outcome handOver(
      Envelope<?> envelope,
      Message message,
      ChannelCalls.Call call,
      Supplier<Delivery> handingOver) {
    var delivery = handingOver.get();
    return switch (delivery) {
      case Delivery.Accepted accepted -> {
        end(envelope, message, Status.ACCEPTED, accepted.id(), null, null);
        meters.delivered(envelope, Direction.OUTBOUND, call.connector().kind());
        yield Outcome.DONE;
      }
      case Delivery.Refused refused -> {
        end(envelope, message, Status.FAILED, null, refused.reason(), refused.detail());
        meters.refused(
            envelope.tenant(), Direction.OUTBOUND, call.connector().kind(), refused.reason());
        tell(envelope, failed(message, refused));
        yield Outcome.DONE;
      }
      case Delivery.Deferred deferred -> {
        end(envelope, message, Status.RECEIVED, null, deferred.reason(), deferred.detail());
        yield new Outcome.Later(deferred.after(), deferred.reason(), deferred.detail());
      }
      case Delivery.Uncertain uncertain -> {
        end(envelope, message, Status.UNCERTAIN, null, Reason.OUTCOME_UNKNOWN, uncertain.detail());
        yield new Outcome.Park(Reason.OUTCOME_UNKNOWN, uncertain.detail());
      }
    };
  }

  private void end(
      Envelope<?> envelope,
      Message message,
      Status status,
      @Nullable ExternalId externalId,
      @Nullable Reason reason,
      @Nullable String detail) {
    ledger.note(
        message.id().value(),
        new Ledger.Ended(envelope.tenant(), STAGE, status, externalId, null, reason, detail));
  }

  private static Receipt failed(Message message, Delivery.Refused refused) {
    return new Receipt(
        message.id(),
        message.conversation(),
        message.channel(),
        message.desk(),
        message.externalId(),
        message.deskAddress(),
        Status.FAILED,
        refused.reason(),
        refused.detail(),
        Instant.now());
  }

  /** The agent is told what became of the message. */
  private void tell(Envelope<?> envelope, Receipt receipt) {
    var desk = tenants.desk(receipt.desk()).orElseThrow();
    publisher.publish(
        "genesys-api-service." + desk.kind(),
        envelope.next(
            receipt.conversation().value(),
            "r:" + receipt.about() + ":" + receipt.status(),
            new Payload.InboundReceipt(receipt)));
  }
}
