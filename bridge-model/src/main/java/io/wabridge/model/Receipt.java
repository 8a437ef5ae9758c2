package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message, told to the side that said it.
 *
 * @param about our id of the message
 * @param externalId the id the receiving side of this receipt knows the message by
 * @param deskAddress what the desk calls the person
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

  /** The desk may call a person by the phone number: only the ids are for logs. */
  @Override
  public String toString() {
    return "Receipt[" + about + ", " + status + "]";
  }
}
