package io.wabridge.state.erasure;

import io.wabridge.model.TenantId;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes messages with their contents, hops, envelopes and files, some at a time. */
@Repository
class ErasedMessages {

  private static final int AT_ONCE = 500;

  /** Most messages are of these kinds: the store is not asked about them. */
  private static final Set<String> WITHOUT_FILE =
      Set.of("text", "reaction", "deletion", "notice", "location");

  /** What was removed, by name of the table or bucket. */
  record Removed(Map<String, Long> rows, Map<String, Long> objects) {

    static Removed none() {
      return new Removed(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    boolean isEmpty() {
      return rows.isEmpty() && objects.isEmpty();
    }

    void add(Removed other) {
      other.rows.forEach(this::row);
      objects(other.objects);
    }

    private void row(String table, long count) {
      rows.merge(table, count, Long::sum);
    }

    private void objects(Map<String, Long> counts) {
      counts.forEach((bucket, count) -> objects.merge(bucket, count, Long::sum));
    }
  }

  private record Row(String id, String kind, @Nullable String mediaUrl) {

    static Row read(ResultSet row, int number) throws SQLException {
      return new Row(row.getString("id"), row.getString("kind"), row.getString("media_url"));
    }
  }

  private final JdbcClient db;
  private final StoredFiles files;
  private final TransactionTemplate transaction;

  ErasedMessages(JdbcClient db, StoredFiles files, TransactionTemplate transaction) {
    this.db = db;
    this.files = files;
    this.transaction = transaction;
  }

  long count(List<String> conversations) {
    return db.sql("select count(*) from message_tracking where conversation_id = any(:ids)")
        .param("ids", conversations.toArray(String[]::new))
        .query(Long.class)
        .single();
  }

  /** Some messages of these conversations; nothing if none are left. */
  Removed removeSome(TenantId tenant, List<String> conversations) throws IOException {
    return remove(
        tenant,
        db.sql(
                """
                select id, kind, media_url from message_tracking
                where conversation_id = any(:ids) order by conversation_id, id limit :limit
                """)
            .param("ids", conversations.toArray(String[]::new))
            .param("limit", AT_ONCE)
            .query(Row::read)
            .list());
  }

  /** These messages, at most some hundred. */
  Removed removeMessages(TenantId tenant, List<String> ids) throws IOException {
    return remove(
        tenant,
        db.sql(
                """
                select id, kind, media_url from message_tracking
                where tenant_id = :tenant and id = any(:ids) order by id
                """)
            .param("tenant", tenant.value())
            .param("ids", ids.toArray(String[]::new))
            .query(Row::read)
            .list());
  }

  private Removed remove(TenantId tenant, List<Row> messages) throws IOException {
    var removed = Removed.none();
    for (var message : messages) {
      removeFiles(tenant, message, removed);
    }
    if (!messages.isEmpty()) {
      transaction.executeWithoutResult(_ -> removeRows(tenant, messages, removed));
    }
    return removed;
  }

  /** The files first: afterwards nothing names them. */
  private void removeFiles(TenantId tenant, Row message, Removed removed) throws IOException {
    if (message.mediaUrl() != null || !WITHOUT_FILE.contains(message.kind())) {
      removed.objects(files.remove(tenant, message.id(), message.mediaUrl()));
    }
  }

  /** The files that were stored for a message, whether or not it is known. */
  void removeFilesOf(TenantId tenant, String message, Removed removed) throws IOException {
    removed.objects(files.remove(tenant, message, null));
  }

  private void removeRows(TenantId tenant, List<Row> messages, Removed removed) {
    var ids = new ArrayList<String>();
    messages.forEach(message -> ids.add(message.id()));
    removed.row(
        "message_content",
        delete(
            "delete from message_content where tenant_id = :tenant and message_id = any(cast(:ids as uuid[]))",
            tenant,
            ids));
    removed.row(
        "message_hops",
        delete(
            "delete from message_hops where :tenant <> '' and message_id = any(:ids)",
            tenant,
            ids));
    removed.row(
        "early_statuses",
        delete(
            """
            delete from early_statuses e using message_tracking m
            where m.tenant_id = :tenant and m.id = any(:ids) and e.tenant_id = m.tenant_id
              and e.external_id = m.meta_message_id
            """,
            tenant,
            ids));
    removed.row("conversation_events", removeEvents(tenant, "message_id", ids));
    removed.row(
        "message_tracking",
        delete(
            "delete from message_tracking where tenant_id = :tenant and id = any(:ids)",
            tenant,
            ids));
  }

  /**
   * Their events. Those without a position first: a sequencer that numbers one of them at this
   * moment has it locked, and when it is done, the second statement finds it.
   */
  private long removeEvents(TenantId tenant, String column, List<String> ids) {
    return delete(
            "delete from event_outbox where tenant_id = :tenant and " + column + " = any(:ids)",
            tenant,
            ids)
        + db.sql(
                """
                with gone as (
                  delete from conversation_events where tenant_id = :tenant and %s = any(:ids)
                  returning position
                ), unposted as (
                  delete from webhook_deliveries d using webhook_subscriptions s
                  where s.tenant_id = :tenant and d.subscription_id = s.id
                    and d.position in (select position from gone)
                )
                select count(*) from gone
                """
                    .formatted(column))
            .param("tenant", tenant.value())
            .param("ids", ids.toArray(String[]::new))
            .query(Long.class)
            .single();
  }

  private long delete(String sql, TenantId tenant, List<String> ids) {
    return db.sql(sql)
        .param("tenant", tenant.value())
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  /** Conversations of which no message is left; false if one has a message again. */
  boolean removeConversations(TenantId tenant, List<String> conversations, Removed removed) {
    var gone =
        db.sql(
                """
                delete from conversation_mappings c where conversation_id = any(:ids)
                  and not exists (select 1 from message_tracking m
                    where m.conversation_id = c.conversation_id)
                """)
            .param("ids", conversations.toArray(String[]::new))
            .update();
    removed.row("conversation_mappings", gone);
    var remaining =
        db.sql(
                "select conversation_id from conversation_mappings where conversation_id = any(:ids)")
            .param("ids", conversations.toArray(String[]::new))
            .query(String.class)
            .set();
    var without = conversations.stream().filter(id -> !remaining.contains(id)).toList();
    removed.row("conversation_events", removeEvents(tenant, "conversation_id", without));
    return remaining.isEmpty();
  }
}
