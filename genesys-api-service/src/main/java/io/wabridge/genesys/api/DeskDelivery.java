package io.wabridge.genesys.api;

import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.FaultPoint;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.memory.Channel.ReadMarks;
import io.wabridge.kit.memory.Desk;
import io.wabridge.kit.memory.Ledger;
import io.wabridge.kit.memory.MediaFactsOf;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.kit.memory.Tokens;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.model.Delivery;
import io.wabridge.model.Envelope;
import io.wabridge.model.Message;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenUnavailable;
import java.time.Duration;
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
  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Tenants tenants;
  private final Tokens tokens;
  private final Ledger ledger;
  private final DeskConnectors connectors;
  private final MediaStore media;
  private final LanePublisher publisher;

  DeskDelivery(
      Tenants tenants,
      Tokens tokens,
      Ledger ledger,
      DeskConnectors connectors,
      MediaStore media,
      LanePublisher publisher) {
    this.tenants = tenants;
    this.tokens = tokens;
    this.ledger = ledger;
    this.connectors = connectors;
    this.media = media;
    this.publisher = publisher;
  }

  Outcome deliver(Envelope<?> envelope, Message message) {
    var desk = tenants.desk(message.desk());
    if (desk.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + message.desk() + " is gone");
    }
    var begun =
        ledger.begin(
            message.id().value(),
            new Ledger.Intent(envelope.tenant(), STAGE, MediaFactsOf.content(message.content())));
    if (begun.go() == Ledger.Begun.Go.DONE) {
      return Outcome.DONE;
    }
    FaultPoint.DESK_BEGUN.pass();
    var delivery = call(message, begun.conversationKnown(), desk.get());
    FaultPoint.DESK_CALLED.pass();
    return switch (delivery) {
      case Delivery.Accepted accepted -> {
        end(envelope, message, Status.DELIVERED, accepted, null);
        FaultPoint.DESK_ENDED.pass();
        markRead(envelope, message);
        yield Outcome.DONE;
      }
      case Delivery.Refused refused -> new Outcome.Park(refused.reason(), refused.detail());
      case Delivery.Deferred deferred -> {
        end(envelope, message, Status.RECEIVED, null, deferred.detail());
        yield new Outcome.Later(deferred.after(), deferred.reason(), deferred.detail());
      }
      case Delivery.Uncertain uncertain -> {
        end(envelope, message, Status.RECEIVED, null, uncertain.detail());
        yield new Outcome.Later(AGAIN, Reason.OUTCOME_UNKNOWN, uncertain.detail());
      }
    };
  }

  private Delivery call(Message message, boolean conversationKnown, Desk desk) {
    try {
      return connectors
          .of(desk.kind())
          .deliver(message, conversationKnown, desk.settings(), tokens.of(desk.id()), media);
    } catch (TokenRefused e) {
      return new Delivery.Refused(e.reason(), String.valueOf(e.getMessage()));
    } catch (TokenUnavailable e) {
      return new Delivery.Deferred(AGAIN, e.reason(), String.valueOf(e.getMessage()));
    }
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
