package io.wabridge.state.window;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.PersonWaits;
import io.wabridge.kit.client.PersonWaits.Answer;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import io.wabridge.model.Reason;
import io.wabridge.state.Columns;
import io.wabridge.state.conversation.ConversationRow;
import io.wabridge.state.history.MessageContents;
import io.wabridge.state.message.Messages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Begins waits for persons, and lets messages join them. The row of the conversation is locked
 * first, as by the person's own messages: a wait begins before such a message or not at all.
 */
@Repository
class OpenedWaits {

  private final JdbcClient db;
  private final Messages messages;
  private final MessageContents contents;

  OpenedWaits(JdbcClient db, Messages messages, MessageContents contents) {
    this.db = db;
    this.messages = messages;
    this.contents = contents;
  }

  /** A wait, whatever became of it. */
  private record Wait(
      String id, WaitState state, Instant endsAt, String cause, @Nullable String template) {}

  Answer place(PersonWaits.Order order) {
    var conversation = locked(order);
    var before = joined(order);
    if (before.isPresent()) {
      return waiting(order, conversation, before.get());
    }
    if (conversation.closedAt() != null) {
      return new Answer(Answer.State.NONE, null, null);
    }
    if (open(conversation)) {
      return new Answer(Answer.State.OPEN, null, null);
    }
    var wait = open(order).orElse(null);
    if (wait == null) {
      var template = order.template();
      if (template == null) {
        return new Answer(Answer.State.NONE, null, null);
      }
      wakeEarlier(order);
      wait = begin(order, conversation, template);
    }
    join(order, wait);
    return waiting(order, conversation, wait);
  }

  private Conversation locked(PersonWaits.Order order) {
    return db.sql(
            """
            select * from conversation_mappings
            where conversation_id = :id and tenant_id = :tenant for update
            """)
        .param("id", order.conversation().value())
        .param("tenant", order.tenant().value())
        .query(ConversationRow::read)
        .optional()
        .orElseThrow(
            () -> new NotFoundException("There is no conversation " + order.conversation() + "."));
  }

  /** The order came before, and only its answer was lost. */
  private Optional<Wait> joined(PersonWaits.Order order) {
    return db.sql(
            """
            select w.* from message_tracking m join person_waits w on w.id = m.waits_for
            where m.id = any(:messages) and m.tenant_id = :tenant limit 1
            """)
        .param("messages", ids(order))
        .param("tenant", order.tenant().value())
        .query((row, _) -> read(row))
        .optional();
  }

  private static String[] ids(PersonWaits.Order order) {
    return order.messages().stream().map(MessageId::value).toArray(String[]::new);
  }

  private static Wait read(ResultSet row) throws SQLException {
    return new Wait(
        row.getString("id"),
        WaitState.valueOf(row.getString("state")),
        Objects.requireNonNull(Columns.instant(row, "ends_at")),
        row.getString("cause"),
        row.getString("template"));
  }

  private boolean open(Conversation conversation) {
    var last = conversation.lastInboundAt();
    return last != null && Instant.now().isBefore(last.plus(Duration.ofHours(24)));
  }

  private Optional<Wait> open(PersonWaits.Order order) {
    return db.sql(
            """
            select * from person_waits
            where tenant_id = :tenant and lane = :lane and state = 'WAITING' for update
            """)
        .param("tenant", order.tenant().value())
        .param("lane", order.lane())
        .query((row, _) -> read(row))
        .optional();
  }

  /** What waited before and is over leaves the lane now; it is not behind the new wait. */
  private void wakeEarlier(PersonWaits.Order order) {
    db.sql(
            """
            update held_conversations
            set next_try_at = now(), announced_at = null, reason = 'WAITING'
            where tenant_id = :tenant and conversation_key = :lane and reason = 'AWAITING_PERSON'
            """)
        .param("tenant", order.tenant().value())
        .param("lane", order.lane())
        .update();
  }

  private Wait begin(PersonWaits.Order order, Conversation conversation, Reply.Part template) {
    var sent = messages.registerOwn(conversation, template);
    contents.save(order.tenant(), sent.id(), null, template.kept());
    return db.sql(
            """
            with asking as (
              update message_tracking set waits_for = :id where id = :template)
            insert into person_waits
              (id, tenant_id, channel_id, conversation_id, lane, cause, template, ends_at)
            values (:id, :tenant, :channel, :conversation, :lane, :cause, :template,
              now() + :longest * interval '1 second')
            returning *
            """)
        .param("id", Ids.next())
        .param("tenant", order.tenant().value())
        .param("channel", conversation.channel().value())
        .param("conversation", conversation.id().value())
        .param("lane", order.lane())
        .param("cause", cause(order, conversation))
        .param("template", sent.id().value())
        .param("longest", order.longest().toSeconds())
        .query((row, _) -> read(row))
        .single();
  }

  private static String cause(PersonWaits.Order order, Conversation conversation) {
    return conversation.desk() + ":" + order.cause();
  }

  private void join(PersonWaits.Order order, Wait wait) {
    var joined =
        db.sql(
                """
                update message_tracking set waits_for = :wait, reason = :reason, detail = :detail
                where id = any(:messages) and tenant_id = :tenant and direction = 'OUTBOUND'
                """)
            .param("wait", wait.id())
            .param("reason", Reason.AWAITING_PERSON.name())
            .param("detail", "waiting for the person until " + wait.endsAt())
            .param("messages", ids(order))
            .param("tenant", order.tenant().value())
            .update();
    if (joined != order.messages().size()) {
      throw new NotFoundException("One of the messages is not known.");
    }
  }

  /** Only the order that began the wait sends its template, and again when it is repeated. */
  private Answer waiting(PersonWaits.Order order, Conversation conversation, Wait wait) {
    var template = wait.template();
    return new Answer(
        Answer.State.WAITING,
        wait.endsAt(),
        template == null || !wait.cause().equals(cause(order, conversation))
            ? null
            : new PersonWaits.Registered(
                new MessageId(template),
                messages.progress(order.tenant(), template).orElseThrow().status()));
  }
}
