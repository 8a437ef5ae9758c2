package io.wabridge.state.history;

import io.wabridge.model.DeskId;
import io.wabridge.model.TenantId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The messages of a conversation with their contents, in the order of their arrival, whatever dates
 * they name. Edits, deletions and reactions are parts of the messages that they change.
 */
@Repository
class ConversationHistory {

  private static final String SELECT =
      "select"
          + HistoryRow.COLUMNS
          + """
          from message_tracking m join message_content c
            on c.tenant_id = m.tenant_id and c.message_id = m.id::uuid
          where m.tenant_id = :tenant and m.conversation_id = :conversation
            and not (m.kind in ('edit', 'deletion', 'reaction') and exists (
              select 1 from message_content t
              where t.tenant_id = m.tenant_id and t.message_id = c.refers_to))
          """;

  /** Of a conversation, as a heading. */
  record Heading(String conversation, DeskId desk, Optional<String> name) {}

  private final JdbcClient db;
  private final MessageContents contents;
  private final Annotations annotations;

  ConversationHistory(JdbcClient db, MessageContents contents, Annotations annotations) {
    this.db = db;
    this.contents = contents;
    this.annotations = annotations;
  }

  /** Empty if the tenant has no such conversation. */
  Optional<Heading> heading(TenantId tenant, String conversation) {
    return db.sql(
            """
            select desk_id, contact_name from conversation_mappings
            where tenant_id = :tenant and conversation_id = :id
            """)
        .param("tenant", tenant.value())
        .param("id", conversation)
        .query((row, _) ->
            new Heading(
                conversation,
                new DeskId(row.getString("desk_id")),
                Optional.ofNullable(row.getString("contact_name"))))
        .optional();
  }

  /** Whether the message is one of the conversation. */
  boolean has(TenantId tenant, String conversation, String message) {
    return db.sql(
            """
            select exists (select 1 from message_tracking
              where tenant_id = :tenant and conversation_id = :conversation and id = :message)
            """)
        .param("tenant", tenant.value())
        .param("conversation", conversation)
        .param("message", message)
        .query(Boolean.class)
        .single();
  }

  /** Messages before this id, the newest first. */
  List<HistoryMessage> before(TenantId tenant, String conversation, String id, int limit) {
    return read(tenant, conversation, " and m.id < :id order by m.id desc limit :limit", id, limit);
  }

  /** Messages after this id, the oldest first. */
  List<HistoryMessage> after(TenantId tenant, String conversation, String id, int limit) {
    return read(tenant, conversation, " and m.id > :id order by m.id limit :limit", id, limit);
  }

  /** The same, with the message itself. */
  List<HistoryMessage> from(TenantId tenant, String conversation, String id, int limit) {
    return read(tenant, conversation, " and m.id >= :id order by m.id limit :limit", id, limit);
  }

  private List<HistoryMessage> read(
      TenantId tenant, String conversation, String end, String id, int limit) {
    var rows =
        db.sql(SELECT + end)
            .param("tenant", tenant.value())
            .param("conversation", conversation)
            .param("id", id)
            .param("limit", limit)
            .query((row, _) -> HistoryRow.read(row, tenant, contents))
            .list();
    return rows.isEmpty() ? List.of() : annotations.of(tenant, rows);
  }
}
