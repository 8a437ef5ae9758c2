package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ChannelId;
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
 * A message of a person came in. Twin of {@link Reply}.
 *
 * @param kind the content's kind
 * @param excerpt its beginning, for later references to it; kept encrypted
 * @param refersTo the provider's id of the message it answers or changes
 * @param opensWindow whether it counts as the person having written
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
   * What state-manager made of it.
   *
   * @param desk where the conversation is; a message that was registered before the channel moved
   *     stays at its first desk
   * @param status RECEIVED for a new one; anything else was here before
   * @param quote the beginning of the message it refers to
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Located(
      ConversationId conversation,
      DeskId desk,
      String deskAddress,
      Person person,
      MessageId message,
      Status status,
      @Nullable String quote) {}
}
