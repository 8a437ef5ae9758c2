package io.wabridge.genesys.api;

import io.wabridge.kit.client.Channel.ReadMarks;
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
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.connector.DeskConnector;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Delivers a person's message to the desk. If the outcome is unknown it is delivered again under
 * the same id: a duplicate that an agent sees harms less than a lost message (decision 3). The
 * counterpart is ChannelDelivery, which must decide the other way.
 */
@Component
class DeskDelivery {

  private static final String STAGE = "genesys-api-service";

  private final Tenants tenants;
  private final Ledger ledger;
  private final EndpointCalls<DeskConnector> calls;
  private final MovedMessages moved;
  private final DirectReplies replies;
  private final LanePublisher publisher;
  private final MessageMeters meters;

  DeskDelivery(
      Tenants tenants,
      Ledger ledger,
      EndpointCalls<DeskConnector> calls,
      MovedMessages moved,
      DirectReplies replies,
      LanePublisher publisher,
      MessageMeters meters) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.calls = calls;
    this.moved = moved;
    this.replies = replies;
    this.publisher = publisher;
    this.meters = meters;
  }

  Outcome deliver(Envelope<?> envelope, Message message) {
    var desk = tenants.desk(message.desk());
    if (desk.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + message.desk() + " is gone");
    }
    var outcome =
        calls.message(desk.get(), message, call -> uploadThenSend(envelope, message, call));
    return outcome instanceof Outcome.Later later ? moved.retry(envelope, message, later) : outcome;
  }

  private Outcome uploadThenSend(Envelope<?> envelope, Message message, Call<DeskConnector> call) {
    return switch (call.upload(message)) {
      case Uploaded.Ready<DeskConnector>(var ready) -> sendAndRecord(envelope, message, ready);
      case Uploaded.NotReady<DeskConnector>(var delivery) -> EndpointCalls.outcome(delivery);
    };
  }

  private Outcome sendAndRecord(Envelope<?> envelope, Message message, Call<DeskConnector> call) {
    var begun =
        ledger.beginDelivery(
            message.id().value(),
            new Ledger.Intent(
                envelope.tenant(),
                STAGE,
                MediaFactsMapper.from(message.content()),
                null,
                Receipts.isBesideConversation(envelope) ? null : envelope.conversationKey()));
    if (begun.go() == Ledger.Begun.Go.MOVED) {
      return moved.follow(envelope, message);
    }
    if (begun.go() == Ledger.Begun.Go.DONE) {
      meters.duplicate(STAGE);
      return Outcome.DONE;
    }
    var delivery =
        call.with(begun.session())
            .send((connector, context) -> connector.deliver(message, context));
    switch (delivery) {
      case Delivery.Accepted accepted -> {
        replies.publish(envelope, message, accepted.reply());
        recordOutcome(envelope, message, Status.DELIVERED, accepted, null);
        replies.explain(envelope, message, accepted.reply());
        meters.delivered(envelope, Direction.INBOUND, call.connector().kind());
        markRead(envelope, message);
      }
      case Delivery.Refused _ -> {} // parking makes it final
      case Delivery.Deferred deferred ->
          recordOutcome(envelope, message, Status.RECEIVED, null, deferred.detail());
      case Delivery.Uncertain uncertain ->
          recordOutcome(envelope, message, Status.RECEIVED, null, uncertain.detail());
    }
    return EndpointCalls.outcome(delivery);
  }

  private void recordOutcome(
      Envelope<?> envelope,
      Message message,
      Status status,
      Delivery.@Nullable Accepted accepted,
      @Nullable String detail) {
    ledger.recordOutcomeWithRetry(
        message.id().value(),
        new Ledger.DeliveryOutcome(
            envelope.tenant(),
            STAGE,
            status,
            accepted == null ? null : accepted.id(),
            accepted == null ? null : accepted.session(),
            null,
            detail));
  }

  /**
   * Sends the read mark, if the tenant wants it as soon as the desk has the message. Groups and
   * notices have none.
   */
  private void markRead(Envelope<?> envelope, Message message) {
    if (message.person().group() != null
        || message.externalId().derived()
        || message.origin().businessApp()
        || message.content() instanceof Content.Notice) {
      return;
    }
    tenants
        .channel(message.channel())
        .filter(channel -> channel.readMarks() == ReadMarks.ON_DELIVERY)
        .ifPresent(channel ->
            publisher.publish(List.of(Receipts.readMark(channel, envelope, read(message)))));
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
