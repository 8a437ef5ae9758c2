package io.wabridge.state.deletion;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.TenantId;
import io.wabridge.state.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The deletions of tenants. */
@Repository
class Deletions {

  /**
   * One deletion.
   *
   * @param passes how often everything was looked through; two finish it
   * @param problem why the last pass stopped; it is repeated
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Deletion(
      TenantId tenant,
      Instant requestedAt,
      int passes,
      long removedRows,
      long removedObjects,
      @Nullable String problem,
      @Nullable Instant finishedAt) {}

  private final JdbcClient db;

  Deletions(JdbcClient db) {
    this.db = db;
  }

  /** Registers a deletion once; the keys of the tenant are gone when it returns. */
  @Transactional
  public void register(TenantId tenant) {
    db.sql("insert into tenant_deletions (tenant_id) values (:tenant) on conflict do nothing")
        .param("tenant", tenant.value())
        .update();
    for (var table : new String[] {"tenant_keysets", "tenant_hash_keys"}) {
      db.sql("delete from " + table + " where tenant_id = :tenant")
          .param("tenant", tenant.value())
          .update();
    }
  }

  Optional<Deletion> find(TenantId tenant) {
    return db.sql("select * from tenant_deletions where tenant_id = :tenant")
        .param("tenant", tenant.value())
        .query(Deletions::row)
        .optional();
  }

  /** Takes a deletion that is due, for so long. */
  Optional<Deletion> take(Duration lease) {
    return db.sql(
            """
            update tenant_deletions set next_run_at = now() + :lease * interval '1 millisecond'
            where tenant_id = (select tenant_id from tenant_deletions
              where finished_at is null and next_run_at <= now()
              order by next_run_at limit 1 for update skip locked)
            returning *
            """)
        .param("lease", lease.toMillis())
        .query(Deletions::row)
        .optional();
  }

  /** Adds what was removed, and keeps the deletion for so long. */
  void removed(TenantId tenant, long rows, long objects, Duration lease) {
    db.sql(
            """
            update tenant_deletions set removed_rows = removed_rows + :rows,
              removed_objects = removed_objects + :objects,
              next_run_at = now() + :lease * interval '1 millisecond'
            where tenant_id = :tenant
            """)
        .param("rows", rows)
        .param("objects", objects)
        .param("lease", lease.toMillis())
        .param("tenant", tenant.value())
        .update();
  }

  /** A pass is finished; the next one begins after the pause, unless it was the last one. */
  void passed(TenantId tenant, boolean last, Duration pause) {
    db.sql(
            """
            update tenant_deletions set passes = passes + 1, problem = null,
              finished_at = case when :last then now() end,
              next_run_at = now() + :pause * interval '1 millisecond'
            where tenant_id = :tenant
            """)
        .param("last", last)
        .param("pause", pause.toMillis())
        .param("tenant", tenant.value())
        .update();
  }

  void failed(TenantId tenant, String problem, Duration pause) {
    db.sql(
            """
            update tenant_deletions set problem = :problem,
              next_run_at = now() + :pause * interval '1 millisecond'
            where tenant_id = :tenant
            """)
        .param("problem", problem)
        .param("pause", pause.toMillis())
        .param("tenant", tenant.value())
        .update();
  }

  private static Deletion row(ResultSet row, int number) throws SQLException {
    return new Deletion(
        new TenantId(row.getString("tenant_id")),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getInt("passes"),
        row.getLong("removed_rows"),
        row.getLong("removed_objects"),
        row.getString("problem"),
        Columns.instant(row, "finished_at"));
  }
}
