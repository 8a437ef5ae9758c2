package io.wabridge.state.message;

import io.wabridge.model.Contract;
import io.wabridge.state.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was accepted and waits before the ledger knows it: envelopes held or parked by a stage that
 * has not registered them, and late files. Found by the ids in their idempotency keys.
 */
@Repository
class UnregisteredMessages {

  private static final int MOST = 50;

  private final JdbcClient db;

  UnregisteredMessages(JdbcClient db) {
    this.db = db;
  }

  /** With the status HELD or PARKED, the reason, and since when. */
  List<MessageView> find(String tenant, String id) {
    return db.sql(
            """
            select h.correlation as id, h.tenant_id, h.conversation_key, h.contract,
              'HELD' as status, c.reason, c.detail, h.attempts, h.reader as stage,
              h.held_at as since
            from held h join held_conversations c using (reader, conversation_key)
            where h.message_id is null
              and string_to_array(h.idempotency_key, ':') @> array[:id::text]
              and (:tenant = '' or h.tenant_id = :tenant)
            union all
            select p.correlation, p.tenant_id, p.conversation_key, p.contract,
              'PARKED', p.reason, p.detail, p.attempts, p.stage, p.parked_at
            from parked p
            where p.message_id is null and p.state = 'PARKED'
              and string_to_array(p.idempotency_key, ':') @> array[:id::text]
              and (:tenant = '' or p.tenant_id = :tenant)
            limit :most
            """)
        .param("id", id)
        .param("tenant", tenant)
        .param("most", MOST)
        .query((row, _) -> row(row, id))
        .list();
  }

  private static MessageView row(ResultSet row, String id) throws SQLException {
    var contract = Contract.named(row.getString("contract")).orElse(null);
    var outbound = contract == Contract.DESK_PART;
    var since = Columns.instant(row, "since");
    return new MessageView(
        row.getString("id"),
        row.getString("tenant_id"),
        row.getString("conversation_key"),
        outbound ? "OUTBOUND" : "INBOUND",
        contract == Contract.FILE_LATE ? "file" : "message",
        0,
        row.getString("status"),
        row.getString("reason"),
        row.getString("detail"),
        row.getInt("attempts"),
        outbound ? null : id,
        outbound ? id : null,
        null,
        null,
        null,
        null,
        since,
        since,
        row.getString("stage"));
  }
}
