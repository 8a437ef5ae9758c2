package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MessageId;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that a person sent. The counterpart of {@link Reply}.
 *
 * @param kind the content's kind
 * @param excerpt the beginning of the content, for later references to it; stored encrypted
 * @param refersTo the provider's id of the message that this one answers or changes
 * @param opensWindow whether it opens the 24-hour window
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Arrival(
    TenantId tenant,
    ChannelId channel,
    DeskId desk,
    Person person,
    ExternalId externalId,
    String kind,
    @Nullable String excerpt,
    @Nullable ExternalId refersTo,
    boolean opensWindow,
    Instant saidAt,
    Instant acceptedAt) {

  /**
   * How state-manager recorded the message.
   *
   * @param desk where the conversation is; a message that was registered before the channel moved
   *     stays at its first desk
   * @param status RECEIVED for a new message; any other value: it was recorded before
   * @param quoted the desk's id of the message that it refers to; null if this desk has none
   * @param quote the beginning of the message that it refers to
   * @param answer what it chose, if it is the number or the title of an answer of the open question
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Located(
      ConversationId conversation,
      DeskId desk,
      String deskAddress,
      Person person,
      MessageId message,
      Status status,
      @Nullable ExternalId quoted,
      @Nullable String quote,
      @Nullable Content answer) {

    /** A message that chooses nothing. */
    public Located(
        ConversationId conversation,
        DeskId desk,
        String deskAddress,
        Person person,
        MessageId message,
        Status status,
        @Nullable ExternalId quoted,
        @Nullable String quote) {
      this(conversation, desk, deskAddress, person, message, status, quoted, quote, null);
    }
  }
}
