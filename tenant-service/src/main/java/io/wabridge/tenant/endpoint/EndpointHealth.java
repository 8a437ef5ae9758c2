package io.wabridge.tenant.endpoint;

import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Probe;
import io.wabridge.tenant.endpoint.HealthView.Change;
import io.wabridge.tenant.endpoint.HealthView.Check;
import io.wabridge.tenant.endpoint.HealthView.Level;
import io.wabridge.tenant.endpoint.HealthView.Summary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When endpoints are checked, what was found, and when their products called. */
@Component
class EndpointHealth {

  /** A claimed endpoint is given to another caller if the first one says nothing. */
  private static final Duration CLAIM = Duration.ofMinutes(3);

  private static final Duration AFTER_FIRST_FAILURE = Duration.ofSeconds(20);
  private static final Duration WHILE_FAILING = Duration.ofMinutes(2);
  private static final double JITTER = 0.2;

  /** Few at once: the other side should not see a burst. */
  private static final int BATCH = 5;

  private static final int SHOWN = 100;

  private final HealthProperties properties;
  private final JdbcClient db;

  EndpointHealth(HealthProperties properties, JdbcClient db) {
    this.properties = properties;
    this.db = db;
  }

  /** The endpoint exists now. */
  void register(StoredEndpoint row) {
    db.sql(
            """
            insert into endpoint_health (endpoint_id, tenant_id, side, due_at)
            values (:id, :tenant, :side, now() + :seconds * interval '1 second')
            on conflict (endpoint_id) do nothing
            """)
        .param("id", row.id)
        .param("tenant", row.tenantId)
        .param("side", row.side().name())
        .param("seconds", properties.every().toMillis() / 1000.0)
        .update();
  }

  void forget(StoredEndpoint row) {
    db.sql("delete from endpoint_health where endpoint_id = :id").param("id", row.id).update();
  }

  /** The endpoints that are to be checked now; no other caller gets them for some minutes. */
  @Transactional
  List<String> claim(Side side) {
    var table = side == Side.CHANNEL ? "channels" : "desks";
    return db.sql(
            """
            update endpoint_health set due_at = now() + :claim * interval '1 second'
            where endpoint_id in (
              select h.endpoint_id from endpoint_health h
              join %s e on e.id = h.endpoint_id
              join tenants t on t.id = e.tenant_id
              where h.side = :side and h.due_at <= now()
                and e.status in ('WORKING', 'FAILING') and t.status = 'ACTIVE'
              order by h.due_at limit :batch for update of h skip locked)
            returning endpoint_id
            """
                .formatted(table))
        .param("claim", CLAIM.toSeconds())
        .param("side", side.name())
        .param("batch", BATCH)
        .query((row, _) -> row.getString("endpoint_id"))
        .list();
  }

  /**
   * Keeps what a check found.
   *
   * @return how many checks failed one after the other; 0: all is well
   */
  int keep(StoredEndpoint row, List<Probe> checks) {
    register(row);
    var before = levels(row.id);
    var now = new LinkedHashMap<String, Probe>();
    checks.forEach(probe -> now.putIfAbsent(probe.check(), probe));
    db.sql("delete from endpoint_checks where endpoint_id = :id and not (name = any(:names))")
        .param("id", row.id)
        .param("names", now.keySet().toArray(String[]::new))
        .update();
    var place = 0;
    for (var probe : now.values()) {
      keep(row, probe, place++);
      if (level(probe) != before.get(probe.check())) {
        remember(row, probe);
      }
    }
    return schedule(row, checks.stream().allMatch(Probe::ok));
  }

  private void keep(StoredEndpoint row, Probe probe, int place) {
    db.sql(
            """
            insert into endpoint_checks as known
              (endpoint_id, tenant_id, place, name, level, found, remedy, field, reconnect, since)
            values (:id, :tenant, :place, :name, :level, :found, :remedy, :field, :reconnect, now())
            on conflict (endpoint_id, name) do update
            set place = excluded.place, level = excluded.level, found = excluded.found,
              remedy = excluded.remedy, field = excluded.field, reconnect = excluded.reconnect,
              since = case when known.level = excluded.level then known.since else now() end
            """)
        .param("id", row.id)
        .param("tenant", row.tenantId)
        .param("place", place)
        .param("name", probe.check())
        .param("level", level(probe).name())
        .param("found", probe.found())
        .param("remedy", probe.remedy())
        .param("field", probe.field())
        .param("reconnect", probe.reconnect())
        .update();
  }

  private void remember(StoredEndpoint row, Probe probe) {
    db.sql(
            """
            insert into endpoint_history (endpoint_id, tenant_id, at, name, level, found)
            values (:id, :tenant, now(), :name, :level, :found)
            """)
        .param("id", row.id)
        .param("tenant", row.tenantId)
        .param("name", probe.check())
        .param("level", level(probe).name())
        .param("found", probe.found())
        .update();
  }

  private int schedule(StoredEndpoint row, boolean works) {
    return db.sql(
            """
            update endpoint_health
            set checked_at = now(), failures = case when :works then 0 else failures + 1 end,
              due_at = now() + :jitter * interval '1 second' * case
                when :works then :usual
                when failures = 0 then :soon
                else least(:usual, :failing) end
            where endpoint_id = :id returning failures
            """)
        .param("works", works)
        .param("jitter", ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER))
        .param("usual", seconds(properties.every()))
        .param("soon", Math.min(seconds(properties.every()), seconds(AFTER_FIRST_FAILURE)))
        .param("failing", seconds(WHILE_FAILING))
        .param("id", row.id)
        .query((found, _) -> found.getInt("failures"))
        .single();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** Its product called; a genuine call. */
  void heard(StoredEndpoint row) {
    register(row);
    db.sql(
            """
            update endpoint_health
            set first_heard = coalesce(first_heard, now()), last_heard = now()
            where endpoint_id = :id
            """)
        .param("id", row.id)
        .update();
  }

  HealthView of(StoredEndpoint row) {
    var summary = summaries(List.of(row.id)).getOrDefault(row.id, Summary.NONE);
    return new HealthView(
        row.status,
        row.statusSince,
        row.refusal,
        summary.checkedAt(),
        summary.firstHeardAt(),
        summary.lastHeardAt(),
        db.sql("select * from endpoint_checks where endpoint_id = :id order by place")
            .param("id", row.id)
            .query(EndpointHealth::check)
            .list(),
        db.sql(
                """
                select * from endpoint_history where endpoint_id = :id
                order by at desc, name limit :shown
                """)
            .param("id", row.id)
            .param("shown", SHOWN)
            .query(EndpointHealth::change)
            .list());
  }

  Map<String, Summary> summaries(Collection<String> ids) {
    var all = new HashMap<String, Summary>();
    db.sql(
            """
            select h.*, (
              select c.name || ': ' || c.found from endpoint_checks c
              where c.endpoint_id = h.endpoint_id and c.level = 'FAILED' order by c.place limit 1
            ) as cause
            from endpoint_health h where h.endpoint_id = any(:ids)
            """)
        .param("ids", ids.toArray(String[]::new))
        .query(row -> {
          all.put(
              row.getString("endpoint_id"),
              new Summary(
                  instant(row, "checked_at"),
                  instant(row, "first_heard"),
                  instant(row, "last_heard"),
                  row.getString("cause")));
        });
    return all;
  }

  @Scheduled(fixedDelay = 3_600_000, initialDelay = 90_000)
  void deleteExpired() {
    db.sql("delete from endpoint_history where at < now() - :days * interval '1 day'")
        .param("days", properties.historyDays())
        .update();
  }

  private Map<String, Level> levels(String id) {
    var levels = new HashMap<String, Level>();
    db.sql("select name, level from endpoint_checks where endpoint_id = :id")
        .param("id", id)
        .query(row -> {
          levels.put(row.getString("name"), Level.valueOf(row.getString("level")));
        });
    return levels;
  }

  private static Level level(Probe probe) {
    if (!probe.ok()) {
      return Level.FAILED;
    }
    return probe.remedy() == null ? Level.OK : Level.WARNING;
  }

  private static Check check(ResultSet row, int number) throws SQLException {
    return new Check(
        row.getString("name"),
        Level.valueOf(row.getString("level")),
        row.getString("found"),
        row.getString("remedy"),
        row.getString("field"),
        row.getBoolean("reconnect"),
        row.getObject("since", OffsetDateTime.class).toInstant());
  }

  private static Change change(ResultSet row, int number) throws SQLException {
    return new Change(
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("name"),
        Level.valueOf(row.getString("level")),
        row.getString("found"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
