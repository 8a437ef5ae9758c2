package io.wabridge.tenant.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.wabridge.kit.telemetry.Metric;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Exports the present conditions of all channels. */
@Component
class ConditionMeters {

  private final JdbcClient db;
  private final MultiGauge conditions;

  ConditionMeters(JdbcClient db, MeterRegistry meters) {
    this.db = db;
    this.conditions = Metric.CHANNEL_CONDITIONS.gauges(meters);
  }

  @Scheduled(fixedDelay = 30_000, initialDelay = 1_000)
  void count() {
    try {
      conditions.register(
          db
              .sql(
                  """
                  select c.tenant_id, c.id, s.code, lower(s.severity) as severity, count(*) as some
                  from channel_conditions s join channels c on c.id = s.channel_id
                  where s.ended_at is null and coalesce(s.until > now(), true)
                  group by 1, 2, 3, 4
                  """)
              .query((row, _) ->
                  MultiGauge.Row.of(
                      Metric.CHANNEL_CONDITIONS.tags(
                          List.of(
                              row.getString("tenant_id"),
                              row.getString("id"),
                              row.getString("code").toLowerCase(java.util.Locale.ROOT),
                              row.getString("severity"))),
                      row.getDouble("some")))
              .list()
              .stream()
              .<MultiGauge.Row<?>>map(row -> row)
              .toList(),
          true);
    } catch (DataAccessException e) {
      // keeps the last known values; the database has its own alert
    }
  }
}
