package io.wabridge.tenant.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.wabridge.kit.telemetry.Metric;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Exports the channels and desks that do not work. */
@Component
class HealthMeters {

  private final JdbcClient db;
  private final MultiGauge failing;

  HealthMeters(JdbcClient db, MeterRegistry meters) {
    this.db = db;
    this.failing = Metric.CONNECTION_FAILING.gauges(meters);
  }

  @Scheduled(fixedDelay = 30_000, initialDelay = 1_500)
  void count() {
    try {
      failing.register(
          db
              .sql(
                  """
                  select tenant_id, 'channel' as side, id from channels where status = 'FAILING'
                  union all
                  select tenant_id, 'desk', id from desks where status = 'FAILING'
                  """)
              .query((row, _) ->
                  MultiGauge.Row.of(
                      Metric.CONNECTION_FAILING.tags(
                          List.of(
                              row.getString("tenant_id"),
                              row.getString("side"),
                              row.getString("id"))),
                      1))
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
