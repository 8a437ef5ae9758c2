package io.wabridge.state.handover;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.ConversationRegistry;
import io.wabridge.model.ConversationId;
import io.wabridge.model.TenantId;
import io.wabridge.state.Columns;
import io.wabridge.state.conversation.ConversationRow;
import io.wabridge.state.conversation.Conversations;
import io.wabridge.state.conversation.OtherDesks;
import io.wabridge.state.message.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;

/** Which desk has a conversation: the server side of {@link ConversationRegistry}. */
@RestController
@Transactional
class ConversationRegistryController implements ConversationRegistry {

  private final Conversations conversations;
  private final OtherDesks desks;
  private final Handovers handovers;
  private final Messages messages;
  private final JdbcClient db;

  ConversationRegistryController(
      Conversations conversations,
      OtherDesks desks,
      Handovers handovers,
      Messages messages,
      JdbcClient db) {
    this.conversations = conversations;
    this.desks = desks;
    this.handovers = handovers;
    this.messages = messages;
    this.db = db;
  }

  @Override
  public HandedOver handOver(String id, Handover handover) {
    return handovers.handOver(
        locked(handover.tenant(), id), handover.target(), handover.event(), handover.at());
  }

  @Override
  public void close(String id, Close close) {
    handovers.finish(locked(close.tenant(), id));
  }

  @Override
  public Arrival.Located registerNotice(String id, Notice notice) {
    var conversation = locked(notice.tenant(), id);
    return located(conversation, messages.registerNote(conversation, notice.externalId()));
  }

  @Override
  public Destination destination(String id, String tenant) {
    return handovers.destination(new TenantId(tenant), id);
  }

  @Override
  public void recordArrived(String id, Moved moved) {
    handovers.arrived(moved.tenant(), id, moved.to());
  }

  @Override
  public List<Arrival.Located> registerCopies(String id, Copies copies) {
    var original =
        db.sql(
                """
                select conversation_id, kind, said_at from message_tracking
                where id = :id and tenant_id = :tenant
                """)
            .param("id", id)
            .param("tenant", copies.tenant().value())
            .query((row, _) ->
                new Original(
                    new ConversationId(row.getString("conversation_id")),
                    row.getString("kind"),
                    Objects.requireNonNull(Columns.instant(row, "said_at"))))
            .optional()
            .orElseThrow(() -> new NotFoundException("There is no message " + id + "."));
    var conversation = conversations.get(original.conversation()).orElseThrow();
    return copies.desks().stream()
        .filter(desk -> !desk.equals(conversation.desk()))
        .map(desk -> {
          var reader = desks.readable(desk, conversation);
          return located(
              reader, messages.registerCopy(reader, id, original.kind(), original.saidAt()));
        })
        .toList();
  }

  private record Original(ConversationId conversation, String kind, Instant saidAt) {}

  private static Arrival.Located located(Conversation conversation, Messages.Known message) {
    return new Arrival.Located(
        conversation.id(),
        conversation.desk(),
        conversation.deskAddress(),
        conversation.person(),
        message.id(),
        message.status(),
        null,
        null);
  }

  /** No handover happens meanwhile. */
  private Conversation locked(TenantId tenant, String id) {
    return db.sql(
            """
            select * from conversation_mappings
            where conversation_id = :id and tenant_id = :tenant for update
            """)
        .param("id", id)
        .param("tenant", tenant.value())
        .query(ConversationRow::read)
        .optional()
        .orElseThrow(() -> new NotFoundException("There is no conversation " + id + "."));
  }

  @ExceptionHandler
  ProblemDetail notPossible(Handovers.NotPossible e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
  }
}
