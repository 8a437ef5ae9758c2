package io.wabridge.state.retention;

import io.wabridge.state.Columns;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes data older than its retention: hops by month, ended messages a few thousand at a time, so
 * that no other query waits.
 */
@Component
class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final int AT_ONCE = 5000;
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy_MM");

  private final JdbcClient db;
  private final RetentionProperties properties;

  Retention(JdbcClient db, RetentionProperties properties) {
    this.db = db;
    this.properties = properties;
  }

  @Scheduled(fixedDelayString = "${bridge.retention.every:6h}", initialDelay = 60_000)
  void sweep() {
    try {
      comingMonths();
      var months = oldMonths();
      var messages = oldMessages();
      db.sql("delete from desk_conversations where replaced_at < now() - interval '30 days'")
          .update();
      db.sql("delete from open_questions where asked_at < now() - interval '2 days'").update();
      db.sql("delete from person_waits where ended_at < now() - interval '30 days'").update();
      if (months + messages > 0) {
        log.atInfo().log("deleted: {} months of hops, {} messages", months, messages);
      }
    } catch (DataAccessException e) {
      log.atWarn().log("old data could not be deleted: {}", e.getMessage());
    }
  }

  private void comingMonths() {
    db.sql(
            """
            select hops_of_month(m::date) from generate_series(date_trunc('month', now()),
              date_trunc('month', now()) + interval '2 months', interval '1 month') m
            """)
        .query(row -> {});
  }

  private int oldMonths() {
    var oldest = YearMonth.from(before(properties.stations()).atOffset(ZoneOffset.UTC));
    var old =
        db.sql(
                """
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'message_hops'::regclass
                  and c.relname ~ '^message_hops_[0-9]{4}_[0-9]{2}$' and c.relname < :oldest
                """)
            .param("oldest", "message_hops_" + MONTH.format(oldest))
            .query(String.class)
            .list();
    // the names come from the catalog and have the form above
    old.forEach(month -> db.sql("drop table " + month).update());
    db.sql("delete from message_hops_other where at < :before")
        .param("before", Columns.at(before(properties.stations())))
        .update();
    return old.size();
  }

  /** Our ids begin with their creation time, so the oldest are adjacent. */
  private int oldMessages() {
    var all = 0;
    int some;
    do {
      some =
          db.sql(
                  """
                  delete from message_tracking where id in (
                    select m.id from message_tracking m
                    where m.id < :before and not m.open and m.status <> 'PARKED'
                    order by m.id limit :limit)
                  """)
              .param("before", firstIdOf(before(properties.messages())))
              .param("limit", AT_ONCE)
              .update();
      all += some;
    } while (some == AT_ONCE);
    return all;
  }

  private static Instant before(Duration retention) {
    return Instant.now().minus(retention);
  }

  private static String firstIdOf(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0).toString();
  }
}
