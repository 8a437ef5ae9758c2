package io.wabridge.state.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Metric;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives committed events their positions: it moves them from the outbox to the log. One instance
 * does this at a time, in one transaction after another, so that a reader of a position sees all
 * before it, and no position is left out. An event of a transaction that is not committed yet stays
 * in the outbox, and gets a later position.
 *
 * <p>Of one conversation, the events are in the order of its changes: the second of two changes
 * waits for the commit of the first one, so that the first one's event is never moved after it.
 */
@Component
class EventSequencer implements SmartLifecycle {

  /** Events per transaction. */
  private static final int AT_ONCE = 5000;

  /** The only advisory lock of this service. */
  private static final long LOCK = 0x7761_6272_6576_6e74L;

  private static final String WAITING =
      "select extract(epoch from clock_timestamp() - at) from event_outbox order by id limit 1";

  /** Joins of a few thousand rows are the only ones here that are not by key. */
  private static final String LEAD =
      "select set_config('enable_hashjoin', 'on', true), pg_try_advisory_xact_lock(:lock) as leads";

  private static final String MOVE =
      """
      with taken as materialized (
        delete from event_outbox
        where id <= (select max(id) from (select id from event_outbox order by id limit :most) o)
        returning *
      ), numbered as materialized (
        select *, row_number() over (partition by tenant_id order by id) as n from taken
      ), counted as materialized (
        select tenant_id, count(*) as n from taken group by tenant_id
      ), advanced as (
        insert into event_positions as p (tenant_id, last)
        select tenant_id, n from counted order by tenant_id
        on conflict (tenant_id) do update set last = p.last + excluded.last
        returning tenant_id, last
      ), starts as materialized (
        select tenant_id, a.last - c.n as before from advanced a join counted c using (tenant_id)
      ), moved as (
        insert into conversation_events (tenant_id, position, published_at, type, conversation_id,
          message_id, direction, status, reason, related, at)
        select tenant_id, s.before + n.n, now(), n.type, n.conversation_id, n.message_id,
          n.direction, n.status, n.reason, n.related, n.at
        from numbered n join starts s using (tenant_id)
        returning type
      )
      select type, count(*) as n from moved group by type
      """;

  private final JdbcClient db;
  private final TransactionOperations transactions;
  private final ObjectProvider<EventsPublished> readers;
  private final Counters published;
  private final BackgroundLoop loop;
  private volatile double lag;

  EventSequencer(
      JdbcClient db,
      TransactionOperations transactions,
      ObjectProvider<EventsPublished> readers,
      EventProperties properties,
      MeterRegistry meters) {
    this.db = db;
    this.transactions = transactions;
    this.readers = readers;
    this.published = Metric.EVENTS_PUBLISHED.counters(meters);
    this.loop = new BackgroundLoop("event sequencer", properties.every(), this::sequence);
    Metric.EVENTS_LAG.gauge(meters, this, sequencer -> sequencer.lag);
  }

  /** Whether more events wait. */
  boolean sequence() {
    var waiting = db.sql(WAITING).query(Double.class).optional();
    lag = waiting.orElse(0.0);
    if (waiting.isEmpty()) {
      return false;
    }
    var moved = Objects.requireNonNull(transactions.execute(_ -> move()));
    moved.forEach((type, count) -> published.add(count, type));
    if (!moved.isEmpty()) {
      readers.orderedStream().forEach(EventsPublished::published);
    }
    return moved.values().stream().mapToLong(Long::longValue).sum() >= AT_ONCE;
  }

  private Map<String, Long> move() {
    var moved = new HashMap<String, Long>();
    var leads =
        db.sql(LEAD).param("lock", LOCK).query((row, _) -> row.getBoolean("leads")).single();
    if (leads) {
      db.sql(MOVE)
          .param("most", AT_ONCE)
          .query(row -> {
            moved.put(row.getString("type"), row.getLong("n"));
          });
    }
    return moved;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public boolean isRunning() {
    return loop.running();
  }
}
