package io.wabridge.state.deletion;

import io.wabridge.kit.store.Bucket;
import io.wabridge.kit.store.ObjectStore;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes the rows, objects and cached keys of deleted tenants, some at a time. A pass that fails,
 * because a store is unavailable, is repeated.
 */
@Component
class DeletionJobs {

  private static final Logger log = LoggerFactory.getLogger(DeletionJobs.class);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int PASSES = 2;
  private static final int AT_ONCE = 1000;

  private final Deletions deletions;
  private final JdbcClient db;
  private final ObjectStore store;
  private final StringRedisTemplate redis;
  private final Duration settle;

  DeletionJobs(
      Deletions deletions,
      JdbcClient db,
      ObjectStore store,
      StringRedisTemplate redis,
      @Value("${bridge.deletion.settle:15m}") Duration settle) {
    this.deletions = deletions;
    this.db = db;
    this.store = store;
    this.redis = redis;
    this.settle = settle;
  }

  @Scheduled(fixedDelayString = "${bridge.deletion.every:5s}")
  void run() {
    try {
      for (var due = deletions.take(LEASE); due.isPresent(); due = deletions.take(LEASE)) {
        run(due.get());
      }
    } catch (DataAccessException e) {
      log.atWarn().log("deletions cannot run: {}", e.getMessage());
    }
  }

  private void run(Deletions.Deletion deletion) {
    var tenant = deletion.tenant();
    try {
      removeRows(tenant);
      removeObjects(tenant);
      removeKeys(tenant);
      var last = deletion.passes() + 1 >= PASSES;
      deletions.passed(tenant, last, settle);
      if (last) {
        log.atInfo().addKeyValue("tenant", tenant).log("a tenant was deleted");
      }
    } catch (IOException | RuntimeException e) {
      log.atWarn()
          .addKeyValue("tenant", tenant)
          .setCause(e)
          .log("the deletion of a tenant is continued in {}", PAUSE);
      deletions.failed(tenant, e.getClass().getSimpleName(), PAUSE);
    }
  }

  private void removeRows(TenantId tenant) {
    while (removeMessages(tenant) > 0) {
      // hops have no tenant: they go with their messages
    }
    for (var table : tables()) {
      long removed;
      do {
        removed =
            db.sql(
                    """
                    delete from %1$s where ctid = any(array(
                      select ctid from %1$s where tenant_id = :tenant limit :limit))
                    """
                        .formatted(table))
                .param("tenant", tenant.value())
                .param("limit", AT_ONCE)
                .update();
        deletions.removed(tenant, removed, 0, LEASE);
      } while (removed > 0);
    }
  }

  private long removeMessages(TenantId tenant) {
    var removed =
        db.sql(
                """
                with batch as (
                  select id from message_tracking where tenant_id = :tenant order by id limit :limit
                ), hops as (
                  delete from message_hops where message_id in (select id from batch)
                ), gone as (
                  delete from message_tracking where id in (select id from batch) returning id
                )
                select count(*) from gone
                """)
            .param("tenant", tenant.value())
            .param("limit", AT_ONCE)
            .query(Long.class)
            .single();
    deletions.removed(tenant, removed, 0, LEASE);
    return removed;
  }

  /** Every table with a tenant, also future ones; held envelopes before their conversations. */
  private List<String> tables() {
    return db.sql(
            """
            select quote_ident(c.relname) from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where n.nspname = current_schema() and c.relkind = 'r' and not a.attisdropped
              and c.relname <> 'tenant_deletions'
            order by c.relname <> 'held', c.relname
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private void removeObjects(TenantId tenant) throws IOException {
    for (var bucket : Bucket.values()) {
      int removed;
      do {
        removed = store.removeSome(bucket, tenant + "/", AT_ONCE);
        deletions.removed(tenant, 0, removed, LEASE);
      } while (removed > 0);
    }
  }

  private void removeKeys(TenantId tenant) {
    for (var pattern : List.of("tenant:" + tenant + ":*", "mapping:*:" + tenant + ":*")) {
      try (var keys = redis.scan(ScanOptions.scanOptions().match(pattern).count(AT_ONCE).build())) {
        keys.forEachRemaining(redis::delete);
      }
    }
  }
}
