package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MessageId;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that an agent sent; it may become several messages to the person. The counterpart of
 * {@link Arrival}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reply(
    TenantId tenant,
    DeskId desk,
    String deskAddress,
    @Nullable String deskConversation,
    ExternalId externalId,
    List<Part> parts,
    Instant saidAt,
    Instant acceptedAt) {

  /**
   * One message to the person.
   *
   * @param shaped what was changed because the channel has no form for it; null: nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Part(String kind, @Nullable String excerpt, @Nullable String shaped) {}

  /**
   * How state-manager recorded the message.
   *
   * @param lastInbound the provider's id of the person's last message
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Located(
      Conversation conversation,
      List<Registered> messages,
      boolean windowOpen,
      @Nullable ExternalId lastInbound) {}

  /** One outbound message with its status. */
  public record Registered(MessageId id, Status status) {}
}
