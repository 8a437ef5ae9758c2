package io.wabridge.outbound;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Reply;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.Receipts;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.connector.DeskEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent's message, with the conversation and the ids from the ledger.
 *
 * @param quoted the provider's id of the message it answers; its first part refers to it
 */
record RegisteredReply(
    Envelope<?> envelope,
    Desk desk,
    Channel channel,
    DeskEvent.AgentMessage said,
    Reply.Located located,
    @Nullable ExternalId quoted) {

  private static final String BESIDE = "template:";

  /** One of its messages, on its way to the person. */
  Outgoing message(MessageId id, Content content) {
    var conversation = located.conversation();
    var message =
        new Message(
            id,
            conversation.id(),
            Direction.OUTBOUND,
            conversation.channel(),
            conversation.desk(),
            conversation.person(),
            said.to(),
            content,
            said.id(),
            id.equals(located.messages().getFirst().id()) ? quoted : null,
            null,
            said.at(),
            Origin.PERSON);
    return new Outgoing(
        StageQueues.toChannel(channel.queueKind()),
        envelope.next(key(content), "m:" + id, new Payload.OutboundMessage(message)));
  }

  /** A template does not wait behind replies that wait for the person. */
  private String key(Content content) {
    return content instanceof Content.Template && channel.window().holds() && !located.windowOpen()
        ? BESIDE + located.lane()
        : located.lane();
  }

  /** The message that asks the person to write, before those that wait for it. */
  Outgoing asking(MessageId id, Content.Template content) {
    var conversation = located.conversation();
    return new Outgoing(
        StageQueues.toChannel(channel.queueKind()),
        envelope.next(
            located.lane(),
            "m:" + id,
            new Payload.OutboundMessage(
                new Message(
                    id,
                    conversation.id(),
                    Direction.OUTBOUND,
                    conversation.channel(),
                    conversation.desk(),
                    conversation.person(),
                    conversation.deskAddress(),
                    content,
                    said.id().derived("asks"),
                    null,
                    null,
                    said.at(),
                    Origin.PERSON))));
  }

  /** Notifies the desk of the outcome of its message. */
  Outgoing receipt(Receipt receipt) {
    return Receipts.toDesk(desk, envelope, receipt);
  }

  /** Shows the person that this message of theirs was read. */
  Outgoing readMark(ExternalId message) {
    var conversation = located.conversation();
    return Receipts.readMark(
        channel,
        envelope,
        new Receipt(
            located.messages().getFirst().id(),
            conversation.id(),
            channel.id(),
            conversation.desk(),
            message,
            conversation.deskAddress(),
            Status.READ,
            null,
            null,
            Instant.now()));
  }
}
