package io.wabridge.inbound;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.kit.resilience.TransferLimiter;
import io.wabridge.kit.store.MediaIntake;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Excerpt;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.ChannelEvent;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Processes a person's message: finds the conversation, stores the file, publishes it for the desk.
 * The counterpart is AgentReplies.
 */
@Component
class InboundMessages {

  private static final String STAGE = "inbound-transformer";

  private final Tenants tenants;
  private final Ledger ledger;
  private final TransferLimiter transferLimiter;
  private final MediaIntake<ChannelConnector> media;
  private final LanePublisher publisher;
  private final MessageMeters meters;

  InboundMessages(
      Tenants tenants,
      Ledger ledger,
      TransferLimiter transferLimiter,
      MediaIntake<ChannelConnector> media,
      LanePublisher publisher,
      MessageMeters meters) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.transferLimiter = transferLimiter;
    this.media = media;
    this.publisher = publisher;
    this.meters = meters;
  }

  Outcome handleInbound(Envelope<?> envelope, Channel channel, ChannelEvent.PersonMessage said)
      throws IOException {
    return said.content() instanceof Content.Media
        ? transferLimiter.transfer(envelope.tenant(), () -> register(envelope, channel, said))
        : register(envelope, channel, said);
  }

  private Outcome register(Envelope<?> envelope, Channel channel, ChannelEvent.PersonMessage said)
      throws IOException {
    var desk = channel.desk() == null ? null : tenants.desk(channel.desk()).orElse(null);
    if (desk == null) {
      return new Outcome.Park(Reason.NO_DESK, "channel " + channel.id() + " has no desk");
    }
    if (!said.person().known()) {
      return new Outcome.Park(Reason.SENDER_MISSING, "the message does not say who wrote it");
    }
    var located = ledger.registerInbound(arrival(envelope, channel, desk, said));
    if (located.status() != Status.RECEIVED && located.status() != Status.DELIVERING) {
      meters.duplicate(STAGE);
      return Outcome.DONE;
    }
    var owner = desk.id().equals(located.desk()) ? desk : tenants.desk(located.desk()).orElse(null);
    if (owner == null) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + located.desk() + " is gone");
    }
    var content =
        said.content() instanceof Content.Media file
            ? media.ingest(file, channel, located.message())
            : Objects.requireNonNullElse(located.answer(), said.content());
    publisher.publish(
        StageQueues.toDesk(owner.kind()),
        envelope.next(
            located.conversation().value(),
            "m:" + located.message(),
            new Payload.InboundMessage(message(channel, said, located, content))));
    meters.received(envelope.tenant(), Direction.INBOUND, said.content());
    return Outcome.DONE;
  }

  private static Arrival arrival(
      Envelope<?> envelope, Channel channel, Desk desk, ChannelEvent.PersonMessage said) {
    return new Arrival(
        envelope.tenant(),
        channel.id(),
        desk.id(),
        said.person(),
        said.id(),
        Excerpt.kind(said.content()),
        Excerpt.of(said.content()),
        refersTo(said),
        said.opensWindow(),
        said.at(),
        envelope.acceptedAt());
  }

  private static @Nullable ExternalId refersTo(ChannelEvent.PersonMessage said) {
    return switch (said.content()) {
      case Content.Reaction reaction -> reaction.target();
      case Content.Edit edit -> edit.target();
      case Content.Deletion deletion -> deletion.target();
      default -> said.quoted();
    };
  }

  private static Message message(
      Channel channel, ChannelEvent.PersonMessage said, Arrival.Located located, Content content) {
    return new Message(
        located.message(),
        located.conversation(),
        Direction.INBOUND,
        channel.id(),
        located.desk(),
        located.person(),
        located.deskAddress(),
        content,
        said.id(),
        located.quoted(),
        located.quote(),
        said.at(),
        said.origin());
  }
}
