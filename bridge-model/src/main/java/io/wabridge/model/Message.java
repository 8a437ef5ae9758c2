package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something said.
 *
 * @param deskAddress the person's address at the desk
 * @param externalId its id at the side it came from
 * @param quoted the id, at the side it goes to, of the message it answers
 * @param quote the beginning of the message it refers to, for a reader who cannot see it
 * @param saidAt when the other side says it was said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
    MessageId id,
    ConversationId conversation,
    Direction direction,
    ChannelId channel,
    DeskId desk,
    Person person,
    String deskAddress,
    Content content,
    ExternalId externalId,
    @Nullable ExternalId quoted,
    @Nullable String quote,
    Instant saidAt) {

  public Message with(Content other) {
    return new Message(
        id,
        conversation,
        direction,
        channel,
        desk,
        person,
        deskAddress,
        other,
        externalId,
        quoted,
        quote,
        saidAt);
  }

  /** Contains personal data: only the ids are for logs. */
  @Override
  public String toString() {
    return "Message[" + id + ", " + direction + "]";
  }
}
