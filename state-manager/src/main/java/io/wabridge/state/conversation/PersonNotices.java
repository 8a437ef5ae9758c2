package io.wabridge.state.conversation;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import io.wabridge.model.NoticeKind;
import io.wabridge.state.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Notices for agents in conversations whose person has changed. A notice is registered as a message
 * with the arrival that causes it, in one transaction; it is returned with that arrival until it is
 * delivered, so that it gets lost as little as the arrival itself.
 */
@Repository
public class PersonNotices {

  private static final List<NoticeKind> KINDS =
      List.of(
          NoticeKind.NUMBER_HAS_NEW_OWNER, NoticeKind.CONVERSATION_JOINED, NoticeKind.HANDED_OVER);

  private final JdbcClient db;

  PersonNotices(JdbcClient db) {
    this.db = db;
  }

  /**
   * Registers a notice for the agent in this conversation.
   *
   * @param cause the provider's id of the message that causes it
   */
  void register(Conversation conversation, ExternalId cause, Instant saidAt, NoticeKind about) {
    db.sql(
            """
            insert into message_tracking (id, tenant_id, conversation_id, channel_id, desk_id,
              direction, kind, meta_message_id, receipt_address, status, said_at, accepted_at)
            values (:id, :tenant, :conversation, :channel, :desk, 'INBOUND', 'notice', :external,
              :address, 'RECEIVED', :said, now())
            on conflict do nothing
            """)
        .param("id", Ids.next())
        .param("tenant", conversation.tenant().value())
        .param("conversation", conversation.id().value())
        .param("channel", conversation.channel().value())
        .param("desk", conversation.desk().value())
        .param("external", id(cause, about))
        .param("address", conversation.deskAddress())
        .param("said", Columns.at(saidAt))
        .update();
  }

  /** The notices that this arrival caused and that are not delivered yet. */
  public List<Arrival.Notice> pending(Arrival cause) {
    return db.sql(
            """
            select m.id, m.meta_message_id, m.receipt_address as address, c.*
            from message_tracking m join conversation_mappings c using (conversation_id)
            where m.tenant_id = :tenant and m.channel_id = :channel
              and m.meta_message_id = any(:ids) and m.status in ('RECEIVED', 'DELIVERING')
            order by m.id
            """)
        .param("tenant", cause.tenant().value())
        .param("channel", cause.channel().value())
        .param(
            "ids", KINDS.stream().map(kind -> id(cause.externalId(), kind)).toArray(String[]::new))
        .query((row, _) -> notice(row, cause))
        .list();
  }

  private static Arrival.Notice notice(ResultSet row, Arrival cause) throws SQLException {
    var external = row.getString("meta_message_id");
    return new Arrival.Notice(
        new MessageId(row.getString("id")),
        new ConversationId(row.getString("conversation_id")),
        new DeskId(row.getString("desk_id")),
        row.getString("address"),
        ConversationRow.person(row),
        new ExternalId(external),
        KINDS.stream()
            .filter(kind -> id(cause.externalId(), kind).equals(external))
            .findFirst()
            .orElseThrow());
  }

  private static String id(ExternalId cause, NoticeKind about) {
    return cause.value() + "#" + about;
  }
}
