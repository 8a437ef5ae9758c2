package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The status of a message, for the side that sent it.
 *
 * @param about our id of the message
 * @param externalId the message's id at the side that gets this receipt
 * @param deskAddress the person's address at the desk
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
    MessageId about,
    ConversationId conversation,
    ChannelId channel,
    DeskId desk,
    ExternalId externalId,
    String deskAddress,
    Status status,
    @Nullable Reason reason,
    @Nullable String detail,
    Instant at) {

  /** The desk address may be a phone number: only the ids are for logs. */
  @Override
  public String toString() {
    return "Receipt[" + about + ", " + status + "]";
  }
}
