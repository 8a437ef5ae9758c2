package io.wabridge.state.handover;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.ConversationRegistry.Destination;
import io.wabridge.kit.client.ConversationRegistry.HandedOver;
import io.wabridge.kit.client.ConversationRegistry.Said;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.MessageId;
import io.wabridge.model.TenantId;
import io.wabridge.state.Columns;
import io.wabridge.state.conversation.ConversationRow;
import io.wabridge.state.conversation.Conversations;
import io.wabridge.state.conversation.OtherDesks;
import io.wabridge.state.message.Excerpts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Passes conversations on between desks. At any moment at most one desk has the open conversation
 * with a person. The messages that its former desk did not get follow: each leaves the former lane
 * in its turn, and later messages go behind them until all have left, so that the order is kept.
 */
@Repository
public class Handovers {

  private static final Logger log = LoggerFactory.getLogger(Handovers.class);

  /** How many messages the agents at the other desk see. */
  private static final int RECENT = 5;

  private final JdbcClient db;
  private final Conversations conversations;
  private final OtherDesks desks;
  private final Excerpts excerpts;

  Handovers(JdbcClient db, Conversations conversations, OtherDesks desks, Excerpts excerpts) {
    this.db = db;
    this.conversations = conversations;
    this.desks = desks;
    this.excerpts = excerpts;
  }

  /** Thrown if the conversation cannot be passed on. */
  static final class NotPossible extends RuntimeException {
    NotPossible(String message) {
      super(message);
    }
  }

  /** Passes the conversation on; the same event has the same answer. */
  HandedOver handOver(Conversation from, DeskId target, String event, Instant at) {
    var before = handedOverBy(from.id(), event);
    if (before.isPresent()) {
      return answer(from, before.get());
    }
    if (from.closedAt() != null) {
      throw new NotPossible("The conversation is closed, or goes on at another desk.");
    }
    if (from.desk().equals(target)) {
      throw new NotPossible("The desk has the conversation already.");
    }
    var to = desks.continueAt(target, from, event, at);
    close(from, to, event);
    assign(from, to);
    moveWaiting(from, to);
    log.atInfo()
        .addKeyValue("tenant", from.tenant())
        .addKeyValue("conversation", from.id())
        .addKeyValue("desk", from.desk())
        .addKeyValue("movedTo", target)
        .log("the conversation is handed over");
    return answer(conversations.get(from.id()).orElseThrow(), to);
  }

  private Optional<Conversation> handedOverBy(ConversationId id, String event) {
    return db.sql(
            """
            select handed_over_to from conversation_mappings
            where conversation_id = :id and handover_event = :event
            """)
        .param("id", id.value())
        .param("event", event)
        .query(String.class)
        .optional()
        .flatMap(to -> conversations.get(new ConversationId(to)));
  }

  private void close(Conversation from, Conversation to, String event) {
    db.sql(
            """
            update conversation_mappings
            set closed_at = now(), assigned = false, finished = false, handed_over_to = :to,
                handover_event = :event
            where conversation_id = :from
            """)
        .param("to", to.id().value())
        .param("event", event)
        .param("from", from.id().value())
        .update();
  }

  /** Messages to the person stay in one lane, whichever desk they come from. */
  private void assign(Conversation from, Conversation to) {
    db.sql(
            """
            update conversation_mappings t
            set assigned = true, assigned_at = now(), handed_over_to = null, handover_event = null,
                lane = coalesce(f.lane, t.lane),
                reply_lane = nullif(coalesce(f.reply_lane, f.conversation_id), t.conversation_id)
            from conversation_mappings f
            where t.conversation_id = :to and f.conversation_id = :from
            """)
        .param("to", to.id().value())
        .param("from", from.id().value())
        .update();
  }

  private void moveWaiting(Conversation from, Conversation to) {
    db.sql(
            """
            update message_tracking
            set conversation_id = :to, desk_id = :desk, behind = coalesce(behind, :from)
            where conversation_id = :from and direction = 'INBOUND'
              and status in ('RECEIVED', 'DELIVERING') and kind <> 'notice'
            """)
        .param("to", to.id().value())
        .param("desk", to.desk().value())
        .param("from", from.id().value())
        .update();
  }

  private HandedOver answer(Conversation from, Conversation to) {
    return new HandedOver(from, to, recent(from));
  }

  private List<Said> recent(Conversation conversation) {
    return db
        .sql(
            """
            select id, direction, excerpt from message_tracking
            where conversation_id = :id and kind <> 'notice' and excerpt is not null
              and (direction = 'INBOUND' or status <> 'FAILED')
            order by id desc limit :limit
            """)
        .param("id", conversation.id().value())
        .param("limit", RECENT)
        .query((row, _) -> {
          var ofPerson = row.getString("direction").equals("INBOUND");
          return Optional.ofNullable(
                  excerpts.open(
                      conversation.tenant(), row.getString("id"), row.getBytes("excerpt")))
              .map(text -> new Said(ofPerson, text));
        })
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList()
        .reversed();
  }

  /**
   * Puts a new message behind those that still follow a handover, or that a conversation merged
   * into this one still has to deliver; empty if there are none, and it goes into the lane of its
   * own conversation.
   */
  public Optional<Arrival.Behind> queue(Conversation conversation, MessageId message) {
    return db.sql(
            """
            update message_tracking m set behind = coalesce(m.behind, last.behind)
            from (
              select id, behind from message_tracking
              where conversation_id = :conversation and behind is not null and id <= :id
                and status in ('RECEIVED', 'DELIVERING')
              union all
              select w.id, w.conversation_id from conversation_mappings merged
                join message_tracking w using (conversation_id)
              where merged.merged_into = :conversation and w.direction = 'INBOUND' and w.id <= :id
                and w.status in ('RECEIVED', 'DELIVERING') and w.kind <> 'notice'
              order by id desc limit 1) last
            where m.id = :id and m.conversation_id = :conversation
            returning m.behind
            """)
        .param("conversation", conversation.id().value())
        .param("id", message.value())
        .query(String.class)
        .optional()
        .flatMap(behind -> conversations.get(new ConversationId(behind)))
        .map(former -> new Arrival.Behind(former.id(), former.desk()));
  }

  /** The message is in the lane of this conversation now. */
  void arrived(TenantId tenant, String message, ConversationId conversation) {
    db.sql(
            """
            update message_tracking set behind = null
            where id = :id and tenant_id = :tenant and conversation_id = :conversation
            """)
        .param("id", message)
        .param("tenant", tenant.value())
        .param("conversation", conversation.value())
        .update();
  }

  /** Closes a conversation; it stays the desk's until the person writes again. */
  void finish(Conversation conversation) {
    var closed =
        db.sql(
                """
                update conversation_mappings
                set closed_at = coalesce(closed_at, now()), finished = true, assigned = false
                where conversation_id = :id and (closed_at is null or finished)
                """)
            .param("id", conversation.id().value())
            .update();
    if (closed == 0) {
      throw new NotPossible("The conversation goes on at another desk.");
    }
  }

  /** The conversation in whose lane the agents' messages to the person go; empty: its own. */
  public Optional<ConversationId> replyLane(Conversation conversation) {
    return db.sql(
            """
            select reply_lane from conversation_mappings
            where conversation_id = :id and reply_lane is not null
            """)
        .param("id", conversation.id().value())
        .query(String.class)
        .optional()
        .map(ConversationId::new);
  }

  /** The conversation that a message belongs to now. */
  Destination destination(TenantId tenant, String message) {
    return db.sql(
            """
            select c.*, former.handover_event as moved_by
            from message_tracking m join conversation_mappings c using (conversation_id)
              left join conversation_mappings former on former.conversation_id = m.behind
            where m.id = :id and m.tenant_id = :tenant and m.status in ('RECEIVED', 'DELIVERING')
            """)
        .param("id", message)
        .param("tenant", tenant.value())
        .query((row, number) ->
            new Destination(
                ConversationRow.read(row, number),
                row.getBoolean("assigned") ? Columns.instant(row, "assigned_at") : null,
                row.getString("moved_by")))
        .optional()
        .orElse(Destination.NONE);
  }
}
