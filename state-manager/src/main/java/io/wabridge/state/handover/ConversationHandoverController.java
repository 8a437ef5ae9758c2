package io.wabridge.state.handover;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.ConflictException;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.handover.DeskHandover;
import io.wabridge.kit.routing.Routes;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Envelope;
import io.wabridge.model.HandoverCause;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload;
import io.wabridge.state.conversation.Conversations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An administrator passes a conversation on to another desk. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/conversations/{conversationId}/handover")
@Tag(name = "Conversations")
class ConversationHandoverController {

  /**
   * Where the conversation goes.
   *
   * @param deskId a desk of the tenant that is not a mirror of the channel
   * @param summary what the agents there should know
   */
  record HandoverOrder(@NotBlank String deskId, @Nullable @Size(max = 2000) String summary) {}

  private final Conversations conversations;
  private final Tenants tenants;
  private final DeskHandover handover;

  ConversationHandoverController(
      Conversations conversations, Tenants tenants, DeskHandover handover) {
    this.conversations = conversations;
    this.tenants = tenants;
    this.handover = handover;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Passes an open conversation on to another desk; its agents see the summary",
      description = "The same request again has no other effect.")
  void handOver(
      @PathVariable String tenantId,
      @PathVariable String conversationId,
      @Valid @RequestBody HandoverOrder order) {
    var conversation =
        conversations
            .get(new ConversationId(conversationId))
            .filter(one -> one.tenant().value().equals(tenantId))
            .orElseThrow(
                () -> new NotFoundException("There is no conversation " + conversationId + "."));
    var passed =
        handover.pass(
            begin(conversation),
            new DeskHandover.Request(
                conversation.id(),
                target(conversation, order),
                HandoverCause.ADMIN,
                "admin:" + conversation.id() + ":" + order.deskId(),
                order.summary()));
    if (!passed) {
      throw new ConflictException(
          "The conversation is closed, goes on at another desk, or is at this desk already.");
    }
  }

  private Desk target(Conversation conversation, HandoverOrder order) {
    var desk = tenants.desk(new DeskId(order.deskId())).orElse(null);
    if (desk == null || !desk.tenant().equals(conversation.tenant())) {
      throw new IllegalArgumentException("deskId is not the id of a desk of this tenant.");
    }
    if (!desk.active()) {
      throw new IllegalArgumentException("deskId is the id of a disabled desk.");
    }
    if (tenants
        .channel(conversation.channel())
        .filter(channel -> Routes.of(channel).onlyReads(desk.id()))
        .isPresent()) {
      throw new IllegalArgumentException("deskId is the id of a mirror, which may only read.");
    }
    return desk;
  }

  /** The trace of the notices begins here: no envelope is their cause. */
  private static Envelope<Payload> begin(Conversation conversation) {
    return new Envelope<>(
        Ids.next(),
        conversation.tenant(),
        conversation.id().value(),
        "h:" + conversation.id(),
        Instant.now(),
        new Payload.DeskPart(conversation.desk(), ""));
  }
}
