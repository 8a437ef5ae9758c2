package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something said.
 *
 * @param deskAddress the person's address at the desk
 * @param externalId its id at the side it came from
 * @param quoted the id, at the side it goes to, of the message it answers
 * @param quote the beginning of the message it refers to, for a reader who cannot see it
 * @param saidAt when the other side says it was said
 * @param origin where it comes from; absent in messages of older versions: the person
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
    Instant saidAt,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Origin.Usual.class)
        Origin origin) {

  public Message {
    origin = Objects.requireNonNullElse(origin, Origin.PERSON);
  }

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
        saidAt,
        origin);
  }

  /** The same message for the person's other ids. */
  public Message to(Person other) {
    return new Message(
        id,
        conversation,
        direction,
        channel,
        desk,
        other,
        deskAddress,
        content,
        externalId,
        quoted,
        quote,
        saidAt,
        origin);
  }

  /** Contains personal data: only the ids are for logs. */
  @Override
  public String toString() {
    return "Message[" + id + ", " + direction + "]";
  }
}
