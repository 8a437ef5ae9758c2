package io.wabridge.kit.lane;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.model.Envelope;
import io.wabridge.model.Message;
import io.wabridge.model.Payload;
import io.wabridge.model.Receipt;

/**
 * Creates the envelopes of receipts: their queue, and the key by which a repeated one is
 * recognized.
 */
public final class Receipts {

  private static final String BESIDE = "receipt:";

  private Receipts() {}

  /**
   * The envelope of a receipt that must not delay its conversation: it waits under a key of its
   * message, in order with other receipts of the message only.
   */
  public static Outgoing besideConversation(Desk desk, Envelope<?> cause, Receipt receipt) {
    return new Outgoing(
        StageQueues.toDesk(desk.kind()),
        cause.next(
            BESIDE + receipt.about(),
            "r:" + receipt.about() + ":" + receipt.status(),
            new Payload.InboundReceipt(receipt)));
  }

  /** The same for a notice: it waits in order with other notices of its conversation only. */
  public static Outgoing besideConversation(Desk desk, Envelope<?> cause, Message notice) {
    return new Outgoing(
        StageQueues.toDesk(desk.kind()),
        cause.next(
            BESIDE + "notice:" + notice.conversation(),
            "m:" + notice.id(),
            new Payload.InboundMessage(notice)));
  }

  /** Whether the envelope is one of {@code besideConversation}. */
  public static boolean isBesideConversation(Envelope<?> envelope) {
    return envelope.conversationKey().startsWith(BESIDE);
  }

  /**
   * The beginning of the conversation keys of all receipts and notices that wait beside
   * conversations.
   */
  public static String keyPrefix() {
    return BESIDE;
  }

  /** The envelope that notifies the desk of the status of an agent's message. */
  public static Outgoing toDesk(Desk desk, Envelope<?> cause, Receipt receipt) {
    return new Outgoing(
        StageQueues.toDesk(desk.kind()),
        cause.next(
            receipt.conversation().value(),
            "r:" + receipt.about() + ":" + receipt.status(),
            new Payload.InboundReceipt(receipt)));
  }

  /** The envelope that shows the person that a message was read. */
  public static Outgoing readMark(Channel channel, Envelope<?> cause, Receipt receipt) {
    return new Outgoing(
        StageQueues.toChannel(channel.queueKind()),
        cause.next(
            receipt.conversation().value(),
            "read:" + receipt.externalId(),
            new Payload.OutboundReceipt(receipt)));
  }
}
