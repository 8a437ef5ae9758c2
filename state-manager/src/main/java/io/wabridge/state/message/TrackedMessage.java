package io.wabridge.state.message;

import io.wabridge.kit.client.ConversationMappings.AtDesk;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MessageId;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of message_tracking with its conversation.
 *
 * @param notified the status the desk was notified about
 * @param receiptClaim the claim of the envelope that notifies the desk
 * @param receiptRank the rank of the receipt that was claimed; 0: none
 * @param showsMore whether the desk shows more statuses of it than delivered and failed
 * @param attempt the id of the last attempt to deliver it
 */
public record TrackedMessage(
    String id,
    TenantId tenant,
    String conversation,
    ChannelId channel,
    DeskId desk,
    Direction direction,
    Status status,
    @Nullable Reason reason,
    @Nullable String detail,
    @Nullable String channelMessageId,
    @Nullable String deskMessageId,
    @Nullable String notified,
    @Nullable String receiptClaim,
    int receiptRank,
    boolean showsMore,
    @Nullable String attempt,
    String deskAddress,
    @Nullable Session session,
    Person person) {

  /** Where it was said. */
  public AtDesk place() {
    return new AtDesk(new ConversationId(conversation), channel, deskAddress);
  }

  /** Its receipt for the desk. */
  Receipt receipt(Status status, String deskMessage, Instant at) {
    return new Receipt(
        new MessageId(id),
        new ConversationId(conversation),
        channel,
        desk,
        new ExternalId(deskMessage),
        deskAddress,
        status,
        reason,
        detail,
        at);
  }
}
