package io.wabridge.state.history;

import io.wabridge.kit.client.TenantDirectory;
import io.wabridge.kit.client.TenantDirectory.TenantEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Creates the coming months' partitions, and deletes contents that are older than their tenant
 * keeps them: a few thousand at a time, and months that no tenant keeps as a whole. No content is
 * kept longer than its message.
 */
@Component
class HistoryExpiry {

  private static final Logger log = LoggerFactory.getLogger(HistoryExpiry.class);
  private static final int AT_ONCE = 5000;
  private static final String PARTITION = "message_content_";
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu_MM");

  private final JdbcClient db;
  private final TenantDirectory directory;
  private final Duration messages;

  HistoryExpiry(
      JdbcClient db,
      TenantDirectory directory,
      @Value("${bridge.retention.messages:400d}") Duration messages) {
    this.db = db;
    this.directory = directory;
    this.messages = messages;
  }

  @Scheduled(fixedDelayString = "${bridge.retention.every:6h}", initialDelay = 60_000)
  void sweep() {
    try {
      createMonths();
      delete(directory.tenants());
    } catch (DataAccessException | RestClientException e) {
      log.atWarn().log("old message contents could not be deleted: {}", e.getMessage());
    }
  }

  private void createMonths() {
    db.sql(
            """
            select content_of_month(m::date) from generate_series(
              date_trunc('month', now() at time zone 'UTC'),
              date_trunc('month', now() at time zone 'UTC') + interval '2 months',
              interval '1 month') m
            """)
        .query(row -> {});
  }

  void delete(List<TenantEntry> tenants) {
    var deleted = 0;
    var oldest = Instant.now();
    for (var tenant : tenants) {
      var keptSince = keptSince(tenant);
      deleted += deleteBefore(keptSince, tenant);
      oldest = keptSince.isBefore(oldest) ? keptSince : oldest;
    }
    var months = tenants.isEmpty() ? 0 : dropMonthsBefore(oldest);
    if (deleted + months > 0) {
      log.atInfo().log("deleted: {} message contents, {} months of them", deleted, months);
    }
  }

  private Instant keptSince(TenantEntry tenant) {
    var kept = Duration.ofDays(tenant.history().days());
    return Instant.now().minus(kept.compareTo(messages) < 0 ? kept : messages);
  }

  private int deleteBefore(Instant time, TenantEntry tenant) {
    var all = 0;
    int some;
    do {
      some =
          db.sql(
                  """
                  delete from message_content where tenant_id = :tenant and message_id in (
                    select message_id from message_content
                    where tenant_id = :tenant and message_id < first_id_of(:before)
                    order by message_id limit :limit)
                  """)
              .param("tenant", tenant.id())
              .param("before", time.atOffset(ZoneOffset.UTC))
              .param("limit", AT_ONCE)
              .update();
      all += some;
    } while (some == AT_ONCE);
    return all;
  }

  private int dropMonthsBefore(Instant time) {
    var old =
        db.sql(
                """
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'message_content'::regclass
                  and c.relname ~ '^message_content_[0-9]{4}_[0-9]{2}$' and c.relname < :oldest
                """)
            .param(
                "oldest", PARTITION + MONTH.format(YearMonth.from(time.atOffset(ZoneOffset.UTC))))
            .query(String.class)
            .list();
    // the names come from the catalog and have the form above
    old.forEach(month -> db.sql("drop table " + month).update());
    return old.size();
  }
}
