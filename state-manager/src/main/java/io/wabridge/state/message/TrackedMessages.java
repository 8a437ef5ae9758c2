package io.wabridge.state.message;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.state.conversation.ConversationRow;
import io.wabridge.state.conversation.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds single messages with all that a decision about them needs. */
@Repository
public class TrackedMessages {

  /** A merge may have closed the conversation meanwhile: the person is known by the other one. */
  private static final String SELECT =
      """
      select m.*, coalesce(m.receipt_address, c.desk_address) as desk_address,
        c.desk_conversation_id, c.desk_conversation_at, c.desk_session, p.bsuid, p.parent_bsuid,
        p.wa_id, p.username, p.contact_name, p.group_id
      from message_tracking m join conversation_mappings c using (conversation_id)
        join conversation_mappings p
          on p.conversation_id = coalesce(c.merged_into, c.conversation_id)
      """;

  private final JdbcClient db;
  private final Sessions sessions;

  TrackedMessages(JdbcClient db, Sessions sessions) {
    this.db = db;
    this.sessions = sessions;
  }

  public TrackedMessage get(TenantId tenant, String id) {
    return db.sql(SELECT + "where m.id = :id and m.tenant_id = :tenant")
        .param("id", id)
        .param("tenant", tenant.value())
        .query(this::row)
        .optional()
        .orElseThrow(() -> new NotFoundException("There is no message " + id + "."));
  }

  /** The message that a status is about, by our own id or the provider's. */
  public Optional<TrackedMessage> find(Ledger.StatusUpdate update) {
    return db.sql(
            SELECT
                + """
                where m.tenant_id = :tenant and m.channel_id = :channel and m.direction = 'OUTBOUND'
                  and (m.id = :callback or m.meta_message_id = :external)
                limit 1
                """)
        .param("tenant", update.tenant().value())
        .param("channel", update.channel().value())
        .param("callback", update.callbackData())
        .param("external", update.externalId().value())
        .query(this::row)
        .optional();
  }

  private TrackedMessage row(ResultSet row, int number) throws SQLException {
    return new TrackedMessage(
        row.getString("id"),
        new TenantId(row.getString("tenant_id")),
        row.getString("conversation_id"),
        new ChannelId(row.getString("channel_id")),
        new DeskId(row.getString("desk_id")),
        Direction.valueOf(row.getString("direction")),
        Status.valueOf(row.getString("status")),
        row.getString("reason") == null ? null : Reason.named(row.getString("reason")),
        row.getString("detail"),
        row.getString("meta_message_id"),
        row.getString("genesys_message_id"),
        row.getString("desk_told"),
        row.getString("receipt_claim"),
        row.getInt("receipt_rank"),
        row.getArray("shown_statuses") != null,
        row.getString("attempt"),
        row.getString("desk_address"),
        sessions.read(row),
        ConversationRow.person(row));
  }
}
