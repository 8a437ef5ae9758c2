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
 * A message of an agent came in; it may become several messages to the person. Twin of {@link
 * Arrival}.
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

  /** One message to the person. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Part(String kind, @Nullable String excerpt) {}

  /**
   * What state-manager made of it.
   *
   * @param lastInbound the provider's id of what the person said last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Located(
      Conversation conversation,
      List<Registered> messages,
      boolean windowOpen,
      @Nullable ExternalId lastInbound) {}

  /** One message of ours, and how far it has come already. */
  public record Registered(MessageId id, Status status) {}
}
