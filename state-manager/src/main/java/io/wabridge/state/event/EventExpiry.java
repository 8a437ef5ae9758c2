package io.wabridge.state.event;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Creates the coming days' partitions of the log, and drops the days that are not kept. */
@Component
class EventExpiry {

  private static final Logger log = LoggerFactory.getLogger(EventExpiry.class);
  private static final String PARTITION = "conversation_events_";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu_MM_dd");

  private final JdbcClient db;
  private final Duration retention;

  EventExpiry(JdbcClient db, @Value("${bridge.retention.events:7d}") Duration retention) {
    if (retention.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("bridge.retention.events must be at least one day");
    }
    this.db = db;
    this.retention = retention;
  }

  @Scheduled(fixedDelayString = "${bridge.retention.every:6h}", initialDelay = 60_000)
  void sweep() {
    try {
      createDays();
      drop(Instant.now());
    } catch (DataAccessException e) {
      log.atWarn().log("old events could not be deleted: {}", e.getMessage());
    }
  }

  private void createDays() {
    db.sql(
            "select events_of_day((now() at time zone 'UTC')::date + n) from generate_series(0, 2) n")
        .query(row -> {});
  }

  /** Drops the days that ended before the retention. */
  void drop(Instant now) {
    var oldest = LocalDate.ofInstant(now.minus(retention), ZoneOffset.UTC);
    var days =
        db.sql(
                """
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'conversation_events'::regclass
                  and c.relname ~ '^conversation_events_[0-9]{4}_[0-9]{2}_[0-9]{2}$'
                  and c.relname < :oldest
                """)
            .param("oldest", PARTITION + DAY.format(oldest))
            .query(String.class)
            .list();
    // the names come from the catalog and have the form above
    days.forEach(day -> db.sql("drop table " + day).update());
    db.sql("delete from conversation_events_other where published_at < :before")
        .param("before", now.minus(retention).atOffset(ZoneOffset.UTC))
        .update();
    if (!days.isEmpty()) {
      log.atInfo().log("deleted: {} days of events", days.size());
    }
  }
}
