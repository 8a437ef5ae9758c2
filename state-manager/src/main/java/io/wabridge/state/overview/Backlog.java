package io.wabridge.state.overview;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.wabridge.kit.lane.Receipts;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Measures the backlog by stage: envelopes held for a retry, and parked for a human. Late files are
 * counted by reason: no conversation waits for them.
 */
@Component
class Backlog {

  private record Wait(double conversations, double since) {}

  private final JdbcClient db;
  private final MultiGauge conversations;
  private final MultiGauge oldest;
  private final MultiGauge parked;
  private final MultiGauge lateFiles;
  private final Map<String, Double> parkedAt = new HashMap<>();
  private final Map<String, Double> lateFilesAt = new HashMap<>();
  private final Map<String, Double> heldAt = new HashMap<>();

  Backlog(JdbcClient db, MeterRegistry meters) {
    this.db = db;
    this.conversations = Metric.HELD_CONVERSATIONS.gauges(meters);
    this.oldest = Metric.HELD_OLDEST.gauges(meters);
    this.lateFiles = Metric.MEDIA_PENDING.gauges(meters);
    this.parked = Metric.PARKED_MESSAGES.gauges(meters);
  }

  @Scheduled(fixedDelayString = "${bridge.backlog.every:10s}", initialDelay = 1_000)
  void count() {
    var held = new HashMap<String, Wait>();
    var waiting = new HashMap<String, Double>();
    var late = new HashMap<String, Double>();
    try {
      db.sql(
              """
              select reader, count(*), extract(epoch from min(held_at))
              from held_conversations
              where not starts_with(conversation_key, :files)
                and not starts_with(conversation_key, :receipts)
                and reason <> 'AWAITING_PERSON'
              group by 1
              """)
          .param("files", Payload.LateFile.keyPrefix())
          .param("receipts", Receipts.keyPrefix())
          .query(row -> {
            held.put(row.getString(1), new Wait(row.getDouble(2), row.getDouble(3)));
          });
      db.sql(
              """
              select reason, count(*) from held_conversations
              where starts_with(conversation_key, :files) group by 1
              """)
          .param("files", Payload.LateFile.keyPrefix())
          .query(row -> {
            late.put(row.getString(1), row.getDouble(2));
          });
      db.sql("select stage, count(*) from parked where state = 'PARKED' group by 1")
          .query(row -> {
            waiting.put(row.getString(1), row.getDouble(2));
          });
    } catch (DataAccessException e) {
      return; // keep the last known values; the database has its own alert
    }
    held.keySet().forEach(stage -> heldAt.put(stage, 0.0));
    heldAt.replaceAll((stage, _) -> held.getOrDefault(stage, new Wait(0, 0)).conversations);
    waiting.keySet().forEach(stage -> parkedAt.put(stage, 0.0));
    parkedAt.replaceAll((stage, _) -> waiting.getOrDefault(stage, 0.0));
    late.keySet().forEach(reason -> lateFilesAt.put(reason, 0.0));
    lateFilesAt.replaceAll((reason, _) -> late.getOrDefault(reason, 0.0));
    lateFiles.register(rows(Metric.MEDIA_PENDING, lateFilesAt), true);
    conversations.register(rows(Metric.HELD_CONVERSATIONS, heldAt), true);
    parked.register(rows(Metric.PARKED_MESSAGES, parkedAt), true);
    var since = new HashMap<String, Double>();
    held.forEach((stage, wait) -> since.put(stage, wait.since));
    oldest.register(rows(Metric.HELD_OLDEST, since), true);
  }

  /** A stage or reason that was seen once is still reported, with 0, when its backlog is empty. */
  private static List<MultiGauge.Row<?>> rows(Metric metric, Map<String, Double> figures) {
    var rows = new ArrayList<MultiGauge.Row<?>>();
    figures.forEach(
        (stage, figure) -> rows.add(MultiGauge.Row.of(metric.tags(List.of(stage)), figure)));
    return rows;
  }
}
