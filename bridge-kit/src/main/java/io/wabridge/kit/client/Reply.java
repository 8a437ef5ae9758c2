package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MessageId;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message that an agent sent; it may become several messages to the person. The counterpart of
 * {@link Arrival}.
 *
 * @param numbered the answers whose numbers the person sees, from 1; empty if it asks nothing, or
 *     in a form of the channel
 * @param shown which statuses of the message the desk shows, besides delivered and failed
 * @param refersTo the desk's id, or ours, of the message that this one answers or changes
 * @param rememberedBy the desk's conversation by which Redis remembered the address, if the desk
 *     named no address; state-manager refuses the message with 409 if it is another one's now
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
    Instant acceptedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Option> numbered,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Status> shown,
    @Nullable ExternalId refersTo,
    @Nullable String rememberedBy) {

  public Reply {
    numbered = numbered == null ? List.of() : List.copyOf(numbered);
    shown = shown == null ? Set.of() : Set.copyOf(shown);
  }

  /** A reply that refers to no message. */
  public Reply(
      TenantId tenant,
      DeskId desk,
      String deskAddress,
      @Nullable String deskConversation,
      ExternalId externalId,
      List<Part> parts,
      Instant saidAt,
      Instant acceptedAt,
      List<Option> numbered,
      Set<Status> shown) {
    this(
        tenant,
        desk,
        deskAddress,
        deskConversation,
        externalId,
        parts,
        saidAt,
        acceptedAt,
        numbered,
        shown,
        null,
        null);
  }

  /** A reply that numbers no answers, of a desk that shows delivered and failed only. */
  public Reply(
      TenantId tenant,
      DeskId desk,
      String deskAddress,
      @Nullable String deskConversation,
      ExternalId externalId,
      List<Part> parts,
      Instant saidAt,
      Instant acceptedAt) {
    this(
        tenant,
        desk,
        deskAddress,
        deskConversation,
        externalId,
        parts,
        saidAt,
        acceptedAt,
        List.of(),
        Set.of());
  }

  /**
   * One message to the person.
   *
   * @param shaped what was changed because the channel has no form for it; null: nothing
   * @param kept its content for the tenant's history; null: the tenant keeps none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Part(
      String kind, @Nullable String excerpt, @Nullable String shaped, @Nullable KeptContent kept) {

    /** A message whose content is not kept. */
    public Part(String kind, @Nullable String excerpt, @Nullable String shaped) {
      this(kind, excerpt, shaped, null);
    }
  }

  /**
   * How state-manager recorded the message.
   *
   * @param lastInbound the provider's id of the person's last message
   * @param addressed the conversation that the agent wrote in, if it continues in another one: its
   *     messages stay in its lane, so that none overtakes an earlier one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Located(
      Conversation conversation,
      List<Registered> messages,
      boolean windowOpen,
      @Nullable ExternalId lastInbound,
      @Nullable ConversationId addressed) {

    /** The key of the lane of its messages. */
    public String lane() {
      return addressed == null ? conversation.id().value() : addressed.value();
    }
  }

  /** One outbound message with its status. */
  public record Registered(MessageId id, Status status) {}
}
