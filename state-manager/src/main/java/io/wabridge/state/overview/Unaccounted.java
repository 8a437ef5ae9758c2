package io.wabridge.state.overview;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.telemetry.Labels;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Messages without a final status that are neither held nor parked: accepted and not delivered, or
 * sent and never confirmed by WhatsApp. There should be none.
 */
@Component
class Unaccounted {

  /** The maximum time of a delivery, and of its confirmation. */
  static final Duration LATE = Duration.ofMinutes(15);

  /**
   * The unaccounted messages of one tenant in one hour.
   *
   * @param unended accepted by us, without a final status
   * @param unconfirmed accepted by WhatsApp, without a status
   * @param messages some of them
   */
  record Hour(
      String tenantId, Instant hour, long unended, long unconfirmed, List<String> messages) {}

  private static final Logger log = LoggerFactory.getLogger(Unaccounted.class);

  private static final String WHICH =
      """
       from message_tracking m
       where m.updated_at < now() - :late * interval '1 second'
         and (:tenant::text is null or m.tenant_id = :tenant)
         and m.open and m.status <> 'UNCERTAIN'
         and not exists (select 1 from held h where h.message_id = m.id)
         and not exists (select 1 from parked p where p.message_id = m.id and p.state = 'PARKED')
      """;

  private final JdbcClient db;
  private final Map<Direction, Double> last = new ConcurrentHashMap<>();

  Unaccounted(JdbcClient db, MeterRegistry meters) {
    this.db = db;
    for (var direction : Direction.values()) {
      Metric.MESSAGES_UNACCOUNTED.gauge(
          meters, last, counted -> counted.getOrDefault(direction, 0.0), Labels.of(direction));
    }
  }

  List<Hour> hours(@Nullable String tenant, Duration late) {
    return db.sql(
            """
            select m.tenant_id, date_trunc('hour', m.accepted_at) as hour,
              count(*) filter (where m.status <> 'ACCEPTED') as unended,
              count(*) filter (where m.status = 'ACCEPTED') as unconfirmed,
              (array_agg(m.id order by m.id))[1\\:20] as messages
            """
                + WHICH
                + " group by 1, 2 order by 2 desc, 1 limit 1000")
        .param("late", late.toSeconds())
        .param("tenant", tenant)
        .query((row, n) ->
            new Hour(
                row.getString("tenant_id"),
                row.getTimestamp("hour").toInstant(),
                row.getLong("unended"),
                row.getLong("unconfirmed"),
                List.of((String[]) row.getArray("messages").getArray())))
        .list();
  }

  @Scheduled(fixedDelayString = "${bridge.reconcile.every:1m}", initialDelay = 10_000)
  void count() {
    try {
      var missing = new EnumMap<Direction, Double>(Direction.class);
      db.sql("select m.direction, count(*)" + WHICH + " group by 1")
          .param("late", LATE.toSeconds())
          .param("tenant", null)
          .query(row -> {
            missing.put(Direction.valueOf(row.getString(1)), row.getDouble(2));
          });
      for (var direction : Direction.values()) {
        note(direction, missing.getOrDefault(direction, 0.0));
      }
    } catch (DataAccessException e) {
      for (var direction : Direction.values()) {
        last.put(direction, Double.NaN);
      }
    }
  }

  private void note(Direction direction, double missing) {
    if (missing > last.getOrDefault(direction, 0.0)) {
      log.atWarn()
          .addKeyValue("messages", missing)
          .addKeyValue("direction", direction)
          .log("messages have no final status: see /api/v1/unaccounted");
    }
    last.put(direction, missing);
  }
}
