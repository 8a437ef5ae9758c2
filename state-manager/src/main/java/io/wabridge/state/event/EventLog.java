package io.wabridge.state.event;

import io.wabridge.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events of each tenant, in the order of their positions. */
@Repository
public class EventLog {

  /**
   * Which positions can be read.
   *
   * @param first the oldest event that is kept; last + 1 if none is
   * @param last 0 if the tenant never had an event
   */
  public record Range(long first, long last) {

    /** Whether a reader that has seen this position misses nothing. */
    public boolean continuesAfter(long position) {
      return position >= first - 1 && position <= last;
    }
  }

  private final JdbcClient db;

  EventLog(JdbcClient db) {
    this.db = db;
  }

  public Range range(TenantId tenant) {
    return db.sql(
            """
            select p.last, (select min(e.position) from conversation_events e
              where e.tenant_id = p.tenant_id) as first
            from event_positions p where p.tenant_id = :tenant
            """)
        .param("tenant", tenant.value())
        .query((row, _) -> {
          var last = row.getLong("last");
          var first = row.getLong("first");
          return new Range(row.wasNull() ? last + 1 : first, last);
        })
        .optional()
        .orElse(new Range(1, 0));
  }

  /** The position of each tenant's last event; a tenant without events is absent. */
  Map<String, Long> last(Collection<String> tenants) {
    var last = new HashMap<String, Long>();
    db.sql("select tenant_id, last from event_positions where tenant_id = any(:tenants)")
        .param("tenants", tenants.toArray(String[]::new))
        .query(row -> {
          last.put(row.getString("tenant_id"), row.getLong("last"));
        });
    return last;
  }

  /** Events after one position and up to another one, at most as many as the limit. */
  public List<StoredEvent> read(
      TenantId tenant, long after, long upTo, EventFilter filter, int limit) {
    var sql =
        "select * from conversation_events"
            + " where tenant_id = :tenant and position > :after and position <= :upTo"
            + (filter.types().isEmpty() ? "" : " and type = any(:types)")
            + (filter.conversation() == null ? "" : " and conversation_id = :conversation")
            + " order by position limit :limit";
    var statement =
        db.sql(sql)
            .param("tenant", tenant.value())
            .param("after", after)
            .param("upTo", upTo)
            .param("limit", limit);
    if (!filter.types().isEmpty()) {
      statement = statement.param("types", filter.types().toArray(String[]::new));
    }
    if (filter.conversation() != null) {
      statement = statement.param("conversation", filter.conversation());
    }
    return statement.query(EventLog::event).list();
  }

  /** The events at these positions, as far as they are kept. */
  public List<StoredEvent> at(TenantId tenant, Collection<Long> positions) {
    return db.sql(
            """
            select * from conversation_events
            where tenant_id = :tenant and position = any(:positions) order by position
            """)
        .param("tenant", tenant.value())
        .param("positions", positions.toArray(Long[]::new))
        .query(EventLog::event)
        .list();
  }

  private static StoredEvent event(ResultSet row, int number) throws SQLException {
    return new StoredEvent(
        row.getLong("position"),
        row.getString("type"),
        row.getString("conversation_id"),
        row.getString("message_id"),
        row.getString("direction"),
        row.getString("status"),
        row.getString("reason"),
        row.getString("related"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
