package io.wabridge.outbound;

import io.wabridge.connectors.channel.ChannelConnectors;
import io.wabridge.connectors.desk.DeskEvent;
import io.wabridge.kit.gate.Transfers;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.memory.Channel;
import io.wabridge.kit.memory.Channel.ReadMarks;
import io.wabridge.kit.memory.Desk;
import io.wabridge.kit.memory.Ledger;
import io.wabridge.kit.memory.Reply;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Excerpt;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Something an agent said: finds the person, keeps the window, takes in the files, sends it on.
 * What may not be sent comes back to the agent as failed, with the reason. Twin of Arrivals.
 */
@Component
class Replies {

  private static final String STAGE = "outbound-transformer";

  private final Tenants tenants;
  private final Ledger ledger;
  private final ChannelConnectors connectors;
  private final Transfers transfers;
  private final MediaIntake media;
  private final LanePublisher publisher;
  private final MessageMeters meters;

  Replies(
      Tenants tenants,
      Ledger ledger,
      ChannelConnectors connectors,
      Transfers transfers,
      MediaIntake media,
      LanePublisher publisher,
      MessageMeters meters) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.connectors = connectors;
    this.transfers = transfers;
    this.media = media;
    this.publisher = publisher;
    this.meters = meters;
  }

  Outcome take(Envelope<?> envelope, Desk desk, DeskEvent.Said said) throws IOException {
    var parts = Parts.of(said.contents(), connectors.of("cloud").limits());
    return parts.stream().anyMatch(part -> part instanceof Content.Media)
        ? transfers.carry(envelope.tenant(), () -> answered(envelope, desk, said, parts))
        : answered(envelope, desk, said, parts);
  }

  private Outcome answered(
      Envelope<?> envelope, Desk desk, DeskEvent.Said said, List<Content> parts)
      throws IOException {
    Reply.Located located;
    try {
      located = ledger.replied(reply(envelope, desk, said, parts));
    } catch (HttpClientErrorException.NotFound e) {
      tellUnknown(envelope, desk, said);
      return new Outcome.Park(Reason.UNKNOWN_PERSON, "an address no person of this desk has");
    }
    var channel = tenants.channel(located.conversation().channel());
    if (channel.isEmpty()) {
      return new Outcome.Park(
          Reason.UNKNOWN_CHANNEL, "channel " + located.conversation().channel() + " is gone");
    }
    publisher.publish(outgoing(envelope, desk, said, parts, located, channel.get()));
    parts.forEach(part -> meters.received(envelope.tenant(), Direction.OUTBOUND, part));
    return Outcome.DONE;
  }

  private static Reply reply(
      Envelope<?> envelope, Desk desk, DeskEvent.Said said, List<Content> parts) {
    return new Reply(
        envelope.tenant(),
        desk.id(),
        said.to(),
        said.conversation(),
        said.id(),
        parts.stream().map(part -> new Reply.Part(Excerpt.kind(part), Excerpt.of(part))).toList(),
        said.at(),
        envelope.acceptedAt());
  }

  private List<Outgoing> outgoing(
      Envelope<?> envelope,
      Desk desk,
      DeskEvent.Said said,
      List<Content> parts,
      Reply.Located located,
      Channel channel)
      throws IOException {
    var outgoing = new ArrayList<Outgoing>();
    readMark(envelope, located, channel, outgoing);
    for (var i = 0; i < parts.size(); i++) {
      var registered = located.messages().get(i);
      if (registered.status() != Status.RECEIVED && registered.status() != Status.DELIVERING) {
        meters.duplicate(STAGE);
        continue;
      }
      if (!located.windowOpen()) {
        outgoing.add(
            refused(
                envelope,
                desk,
                channel,
                said,
                located,
                registered.id(),
                Reason.WINDOW_CLOSED,
                null));
        continue;
      }
      var content =
          parts.get(i) instanceof Content.Media file
              ? media.take(file, desk, registered.id())
              : parts.get(i);
      if (content instanceof Content.Media(_, _, _, _, _, MediaRef.Gone gone)) {
        outgoing.add(
            refused(
                envelope,
                desk,
                channel,
                said,
                located,
                registered.id(),
                gone.reason(),
                gone.detail()));
        continue;
      }
      outgoing.add(
          new Outgoing(
              "whatsapp-api-service." + channel.provider(),
              envelope.next(
                  located.conversation().id().value(),
                  "m:" + registered.id(),
                  new Payload.OutboundMessage(message(registered.id(), said, located, content)))));
    }
    return outgoing;
  }

  private static Message message(
      MessageId id, DeskEvent.Said said, Reply.Located located, Content content) {
    var conversation = located.conversation();
    return new Message(
        id,
        conversation.id(),
        Direction.OUTBOUND,
        conversation.channel(),
        conversation.desk(),
        conversation.person(),
        conversation.deskAddress(),
        content,
        said.id(),
        null,
        null,
        said.at());
  }

  private Outgoing refused(
      Envelope<?> envelope,
      Desk desk,
      Channel channel,
      DeskEvent.Said said,
      Reply.Located located,
      MessageId message,
      Reason reason,
      @Nullable String detail) {
    ledger.end(
        message.value(),
        new Ledger.Ended(envelope.tenant(), STAGE, Status.FAILED, null, null, reason, detail));
    meters.refused(envelope.tenant(), Direction.OUTBOUND, channel.provider(), reason);
    var conversation = located.conversation();
    var receipt =
        new Receipt(
            message,
            conversation.id(),
            conversation.channel(),
            desk.id(),
            said.id(),
            said.to(),
            Status.FAILED,
            reason,
            detail,
            Instant.now());
    return new Outgoing(
        "genesys-api-service." + desk.kind(),
        envelope.next(
            conversation.id().value(),
            "r:" + message + ":FAILED",
            new Payload.InboundReceipt(receipt)));
  }

  /** The person sees that the last message was read, if the tenant wants that with the answer. */
  private static void readMark(
      Envelope<?> envelope, Reply.Located located, Channel channel, List<Outgoing> outgoing) {
    var last = located.lastInbound();
    if (channel.readMarks() != ReadMarks.ON_REPLY || last == null || !located.windowOpen()) {
      return;
    }
    var conversation = located.conversation();
    outgoing.add(
        new Outgoing(
            "whatsapp-api-service." + channel.provider(),
            envelope.next(
                conversation.id().value(),
                "read:" + last,
                new Payload.OutboundReceipt(
                    new Receipt(
                        located.messages().getFirst().id(),
                        conversation.id(),
                        channel.id(),
                        conversation.desk(),
                        last,
                        conversation.deskAddress(),
                        Status.READ,
                        null,
                        null,
                        Instant.now())))));
  }

  private void tellUnknown(Envelope<?> envelope, Desk desk, DeskEvent.Said said) {
    var receipt =
        new Receipt(
            new MessageId(envelope.correlation()),
            new ConversationId(said.to()),
            new ChannelId("none"),
            desk.id(),
            said.id(),
            said.to(),
            Status.FAILED,
            Reason.UNKNOWN_PERSON,
            null,
            Instant.now());
    publisher.publish(
        "genesys-api-service." + desk.kind(),
        envelope.next(
            envelope.conversationKey(), "r:" + said.id(), new Payload.InboundReceipt(receipt)));
  }
}
