package io.wabridge.state.erasure;

import io.wabridge.kit.client.TenantDirectory;
import io.wabridge.kit.client.TenantDirectory.TenantEntry;
import io.wabridge.kit.store.StoreProperties;
import io.wabridge.kit.telemetry.Removals;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Removes what a tenant keeps no longer, besides the contents of messages: the beginnings of
 * messages in the ledger, files, and parked envelopes; some hundred at a time. Up to which message
 * it came is noted, so that nothing is read twice.
 */
@Component
class Expiry {

  private static final Logger log = LoggerFactory.getLogger(Expiry.class);
  private static final int AT_ONCE = 500;

  /** A transaction that began before may still add an older message. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);

  /** A held message is delivered within a day, with its file. */
  private static final Duration DELIVERED_LATE = Duration.ofDays(1);

  private static final String EXCERPTS = "excerpts";
  private static final String FILES = "files";

  private record WithFile(String id, @Nullable String url) {}

  private final JdbcClient db;
  private final TenantDirectory directory;
  private final StoredFiles files;
  private final Removals removals;
  private final Duration shortestForFiles;

  Expiry(
      JdbcClient db,
      TenantDirectory directory,
      StoredFiles files,
      Removals removals,
      StoreProperties store) {
    this.db = db;
    this.directory = directory;
    this.files = files;
    this.removals = removals;
    this.shortestForFiles = store.linkLife().plus(DELIVERED_LATE);
  }

  @Scheduled(fixedDelayString = "${bridge.retention.every:6h}", initialDelay = 90_000)
  void sweep() {
    try {
      remove(directory.tenants());
    } catch (DataAccessException | RestClientException | IOException e) {
      log.atWarn().log("expired data could not be removed: {}", e.getMessage());
    }
  }

  @Scheduled(fixedDelayString = "${bridge.retention.files-every:1m}", initialDelay = 60_000)
  void sweepRemoved() {
    try {
      removeFilesOfRemoved();
    } catch (DataAccessException | IOException e) {
      log.atWarn().log("files of removed messages could not be deleted: {}", e.getMessage());
    }
  }

  void remove(List<TenantEntry> tenants) throws IOException {
    for (var entry : tenants) {
      var tenant = new TenantId(entry.id());
      removeExcerpts(tenant, days(entry.history().days()));
      var media = days(entry.mediaDays());
      removeFiles(tenant, media.compareTo(shortestForFiles) < 0 ? shortestForFiles : media);
      removeParked(tenant, days(entry.retention().parkedDays()));
    }
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private void removeExcerpts(TenantId tenant, Duration kept) {
    var end = end(kept);
    for (var last = mark(tenant, EXCERPTS); last.compareTo(end) < 0; ) {
      var ids =
          db.sql(
                  """
                  select id from message_tracking
                  where tenant_id = :tenant and id > :last and id < :end
                  order by id limit :limit
                  """)
              .param("tenant", tenant.value())
              .param("last", last)
              .param("end", end)
              .param("limit", AT_ONCE)
              .query((row, _) -> row.getString(1))
              .list();
      removals.count(
          EXCERPTS,
          db.sql(
                  """
                  update message_tracking set excerpt = null
                  where id = any(:ids) and excerpt is not null
                  """)
              .param("ids", ids.toArray(String[]::new))
              .update());
      last = ids.size() < AT_ONCE ? end : ids.getLast();
      saveMark(tenant, EXCERPTS, last);
    }
  }

  private void removeFiles(TenantId tenant, Duration kept) throws IOException {
    var end = end(kept);
    for (var last = mark(tenant, FILES); last.compareTo(end) < 0; ) {
      var messages =
          db.sql(
                  """
                  select id, media_url from message_tracking
                  where tenant_id = :tenant and id > :last and id < :end
                  order by id limit :limit
                  """)
              .param("tenant", tenant.value())
              .param("last", last)
              .param("end", end)
              .param("limit", AT_ONCE)
              .query((row, _) -> new WithFile(row.getString("id"), row.getString("media_url")))
              .list();
      for (var message : messages) {
        if (message.url() != null) {
          files.remove(tenant, message.id(), message.url()).forEach(removals::count);
        }
      }
      db.sql(
              """
              update message_tracking set media_url = null, media_filename = null
              where id = any(:ids) and media_url is not null
              """)
          .param("ids", messages.stream().map(WithFile::id).toArray(String[]::new))
          .update();
      last = messages.size() < AT_ONCE ? end : messages.getLast().id();
      saveMark(tenant, FILES, last);
    }
  }

  /** Open ones end as failed messages: nothing else can become of them. */
  private void removeParked(TenantId tenant, Duration kept) {
    int some;
    do {
      some =
          db.sql(
                  """
                  with old as (
                    select id from parked where tenant_id = :tenant and id < :end
                      and coalesce(settled_at, parked_at) < :before
                    order by id limit :limit
                  ), gone as (
                    delete from parked where id in (select id from old)
                    returning message_id, state
                  ), ended as (
                    update message_tracking m set status = 'FAILED', updated_at = now(),
                      detail = 'The parked envelope was deleted after its retention.'
                    from gone g where g.message_id = m.id and g.state = 'PARKED'
                      and m.status in ('PARKED', 'UNCERTAIN')
                  )
                  select count(*) from gone
                  """)
              .param("tenant", tenant.value())
              .param("end", firstId(Instant.now().minus(kept)))
              .param("before", Instant.now().minus(kept).atOffset(ZoneOffset.UTC))
              .param("limit", AT_ONCE)
              .query(Integer.class)
              .single();
      removals.count("parked", some);
    } while (some == AT_ONCE);
  }

  /** The files of messages whose content was removed. */
  void removeFilesOfRemoved() throws IOException {
    var due =
        db.sql(
                """
                select message_id, tenant_id, url from removed_files
                where url is not null or removed_at < now() - interval '1 hour'
                order by removed_at limit :limit
                """)
            .param("limit", AT_ONCE)
            .query((row, _) ->
                new Removed(
                    new TenantId(row.getString("tenant_id")),
                    row.getString("message_id"),
                    row.getString("url")))
            .list();
    for (var file : due) {
      files.remove(file.tenant(), file.message(), file.url()).forEach(removals::count);
      db.sql("update message_tracking set media_url = null where id = :id")
          .param("id", file.message())
          .update();
      db.sql("delete from removed_files where message_id = :id and url is null")
          .param("id", file.message())
          .update();
      db.sql("update removed_files set url = null where message_id = :id")
          .param("id", file.message())
          .update();
    }
  }

  private record Removed(TenantId tenant, String message, @Nullable String url) {}

  private static String end(Duration kept) {
    var age = kept.compareTo(LONGEST_TRANSACTION) < 0 ? LONGEST_TRANSACTION : kept;
    return firstId(Instant.now().minus(age));
  }

  private static String firstId(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0).toString();
  }

  private String mark(TenantId tenant, String kind) {
    return db.sql("select last_id from retention_marks where tenant_id = :tenant and kind = :kind")
        .param("tenant", tenant.value())
        .param("kind", kind)
        .query((row, _) -> row.getString(1))
        .optional()
        .orElse("");
  }

  private void saveMark(TenantId tenant, String kind, String last) {
    db.sql(
            """
            insert into retention_marks (tenant_id, kind, last_id) values (:tenant, :kind, :last)
            on conflict (tenant_id, kind) do update set last_id = excluded.last_id
            """)
        .param("tenant", tenant.value())
        .param("kind", kind)
        .param("last", last)
        .update();
  }
}
