package io.wabridge.state.search;

import io.wabridge.kit.client.TenantDirectory;
import io.wabridge.kit.client.TenantDirectory.TenantEntry;
import io.wabridge.model.TenantId;
import io.wabridge.state.history.CurrentContents;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives contents their hashes that were stored without, and removes the hashes of tenants that
 * switched the search off: a few hundred contents at a time, from the newest to the oldest. It goes
 * on where it stopped, also in another process.
 */
@Component
class SearchIndexing {

  private static final Logger log = LoggerFactory.getLogger(SearchIndexing.class);
  private static final int AT_ONCE = 200;
  private static final Duration AT_MOST = Duration.ofSeconds(45);

  private record Hashed(String id, long[] words) {}

  private final JdbcClient db;
  private final TenantDirectory directory;
  private final CurrentContents contents;
  private final HashedWords words;
  private final SearchKeys keys;
  private final TransactionOperations transactions;
  private final JsonMapper json;
  private final Duration settled;

  SearchIndexing(
      JdbcClient db,
      TenantDirectory directory,
      CurrentContents contents,
      HashedWords words,
      SearchKeys keys,
      TransactionOperations transactions,
      JsonMapper json,
      @Value("${bridge.search.change-applies-after:2m}") Duration settled) {
    this.db = db;
    this.directory = directory;
    this.contents = contents;
    this.words = words;
    this.keys = keys;

    this.transactions = transactions;
    this.json = json;
    this.settled = settled;
  }

  /** Whether the tenant's contents can be searched, as known here. */
  boolean isSearchable(TenantId tenant) {
    return db.sql("select searchable from search_indexing where tenant_id = :tenant")
        .param("tenant", tenant.value())
        .query(Boolean.class)
        .optional()
        .orElse(true);
  }

  @Scheduled(fixedDelayString = "${bridge.search.index-every:1m}", initialDelay = 90_000)
  void sweep() {
    try {
      learn(directory.tenants());
      proceed();
    } catch (DataAccessException | RestClientException e) {
      log.atWarn().log("the search index could not be brought up to date: {}", e.getMessage());
    }
  }

  /** A changed setting begins a new pass over the tenant's contents. */
  void learn(List<TenantEntry> tenants) {
    tenants.forEach(tenant ->
        db.sql(
                """
                insert into search_indexing as known (tenant_id, searchable, position)
                values (:tenant, :searchable, :newest)
                on conflict (tenant_id) do update
                set searchable = excluded.searchable, position = excluded.position,
                  changed_at = now()
                where known.searchable <> excluded.searchable
                """)
            .param("tenant", tenant.id())
            .param("searchable", tenant.history().searchable())
            .param("newest", Position.NEWEST)
            .update());
  }

  /**
   * Continues all passes, each a few hundred contents further in turn. A pass begins when the
   * stages, which keep a tenant's settings for a minute, have learned of the change.
   */
  void proceed() {
    var begun = System.nanoTime();
    List<TenantId> unfinished;
    do {
      unfinished =
          db.sql(
                  """
                  select tenant_id from search_indexing
                  where position is not null
                    and changed_at <= now() - :settled * interval '1 millisecond'
                  """)
              .param("settled", settled.toMillis())
              .query((row, _) -> new TenantId(row.getString("tenant_id")))
              .list();
      unfinished.forEach(tenant -> {
        keys.ensure(tenant);
        transactions.executeWithoutResult(_ -> proceed(tenant));
      });
    } while (!unfinished.isEmpty() && System.nanoTime() - begun < AT_MOST.toNanos());
  }

  private record State(boolean searchable, UUID position) {}

  private void proceed(TenantId tenant) {
    db.sql(
            """
            select searchable, position from search_indexing
            where tenant_id = :tenant and position is not null for update skip locked
            """)
        .param("tenant", tenant.value())
        .query((row, _) ->
            new State(row.getBoolean("searchable"), row.getObject("position", UUID.class)))
        .optional()
        .ifPresent(state -> proceed(tenant, state));
  }

  private void proceed(TenantId tenant, State state) {
    var ids =
        db.sql(
                """
                select message_id::text from message_content
                where tenant_id = :tenant and message_id < :position
                order by message_id desc limit :limit
                """)
            .param("tenant", tenant.value())
            .param("position", state.position())
            .param("limit", AT_ONCE)
            .query((row, _) -> row.getString(1))
            .list();
    if (!ids.isEmpty()) {
      if (state.searchable()) {
        addHashes(tenant, ids);
      } else {
        removeHashes(tenant, ids);
      }
    }
    var finished = ids.size() < AT_ONCE;
    db.sql("update search_indexing set position = :position::uuid where tenant_id = :tenant")
        .param("position", finished ? null : ids.getLast())
        .param("tenant", tenant.value())
        .update();
    if (finished) {
      log.atInfo()
          .addKeyValue("tenant", tenant)
          .log("all contents {} in the search index", state.searchable() ? "are" : "are no longer");
    }
  }

  /** A content that got its hashes meanwhile, by an edit, keeps those. */
  private void addHashes(TenantId tenant, List<String> ids) {
    var missing =
        db.sql(
                """
                select message_id::text from message_content
                where tenant_id = :tenant and message_id = any(cast(:ids as uuid[]))
                  and content is not null and words is null
                """)
            .param("tenant", tenant.value())
            .param("ids", ids.toArray(String[]::new))
            .query((row, _) -> row.getString(1))
            .set();
    if (missing.isEmpty()) {
      return;
    }
    var current = contents.of(tenant, missing);
    var hashed =
        missing.stream()
            .map(id -> {
              var content = current.get(id);
              return new Hashed(id, content == null ? new long[0] : words.of(tenant, content));
            })
            .toList();
    db.sql(
            """
            update message_content c set words = h.words
            from json_to_recordset(:rows::json) as h(id uuid, words bigint[])
            where c.tenant_id = :tenant and c.message_id = h.id
              and c.words is null and c.content is not null
            """)
        .param("rows", json.writeValueAsString(hashed))
        .param("tenant", tenant.value())
        .update();
  }

  private void removeHashes(TenantId tenant, List<String> ids) {
    db.sql(
            """
            update message_content set words = null
            where tenant_id = :tenant and message_id = any(cast(:ids as uuid[]))
              and words is not null
            """)
        .param("tenant", tenant.value())
        .param("ids", ids.toArray(String[]::new))
        .update();
  }
}
