package io.wabridge.state.event.webhook;

import io.wabridge.state.event.EventFilter;
import io.wabridge.state.event.EventLog;
import io.wabridge.state.event.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The deliveries of each webhook. All events after its position are new to it; those up to there
 * have a delivery, and at most a limited number of them wait.
 */
@Repository
class Deliveries {

  /** How many events of a webhook wait at once; the others stay in the log only. */
  static final int MOST_WAITING = 200;

  private final JdbcClient db;
  private final EventLog log;

  Deliveries(JdbcClient db, EventLog log) {
    this.db = db;
    this.log = log;
  }

  /** Lets the next events wait for their delivery; whether there were any. */
  @Transactional
  boolean enqueue(Webhook webhook) {
    var room = MOST_WAITING - waiting(webhook);
    if (room <= 0) {
      return false;
    }
    var kept = log.range(webhook.tenant());
    // positions that are not kept any more, or are of a database that was restored, are skipped
    var after = Math.min(Math.max(webhook.position(), kept.first() - 1), kept.last());
    var events =
        log.read(webhook.tenant(), after, kept.last(), EventFilter.of(webhook.types()), room);
    var upTo = events.size() < room ? kept.last() : events.getLast().position();
    if (upTo == webhook.position() || !advance(webhook, upTo)) {
      return false;
    }
    insert(webhook, events);
    return !events.isEmpty();
  }

  private int waiting(Webhook webhook) {
    return db.sql(
            """
            select count(*) from webhook_deliveries
            where subscription_id = :id and state = 'WAITING'
            """)
        .param("id", webhook.id())
        .query(Integer.class)
        .single();
  }

  /** False: the position was changed meanwhile. */
  private boolean advance(Webhook webhook, long upTo) {
    return db.sql(
                """
                update webhook_subscriptions set position = :upTo
                where id = :id and position = :position
                """)
            .param("upTo", upTo)
            .param("id", webhook.id())
            .param("position", webhook.position())
            .update()
        == 1;
  }

  /** Each is due after the earlier ones of its conversation; one that is sent again waits again. */
  private void insert(Webhook webhook, List<StoredEvent> events) {
    db.sql(
            """
            insert into webhook_deliveries (subscription_id, position, type, conversation_id,
              next_attempt_at)
            select :id, e.position, e.type, e.conversation, coalesce(
              (select max(d.next_attempt_at) from webhook_deliveries d
                where d.subscription_id = :id and d.state = 'WAITING'
                  and d.conversation_id = e.conversation), now())
            from unnest(:positions, :types, :conversations) as e(position, type, conversation)
            on conflict (subscription_id, position) do update
            set state = 'WAITING', attempts = 0, first_attempt_at = null,
              next_attempt_at = excluded.next_attempt_at
            """)
        .param("id", webhook.id())
        .param("positions", events.stream().map(StoredEvent::position).toArray(Long[]::new))
        .param("types", events.stream().map(StoredEvent::type).toArray(String[]::new))
        .param(
            "conversations", events.stream().map(StoredEvent::conversation).toArray(String[]::new))
        .update();
  }

  /** Those that are due, in their order; none whose conversation waits for an earlier one. */
  List<Delivery> due(Webhook webhook, int limit) {
    return db.sql(
            """
            select * from webhook_deliveries d
            where subscription_id = :id and state = 'WAITING' and next_attempt_at <= now()
              and not exists (select 1 from webhook_deliveries e
                where e.subscription_id = :id and e.state = 'WAITING' and e.position < d.position
                  and e.conversation_id = d.conversation_id and e.next_attempt_at > now())
            order by position limit :limit
            """)
        .param("id", webhook.id())
        .param("limit", limit)
        .query(Deliveries::delivery)
        .list();
  }

  /** Ends a delivery; if it had failed before, the others that wait are due now. */
  void end(Webhook webhook, Delivery delivery, String state, int status, @Nullable String error) {
    db.sql(
            """
            update webhook_deliveries
            set state = :state, attempts = attempts + 1, http_status = nullif(:status, 0),
                error = :error, last_attempt_at = now(),
                first_attempt_at = coalesce(first_attempt_at, now())
            where subscription_id = :id and position = :position and state = 'WAITING'
            """)
        .param("state", state)
        .param("status", status)
        .param("error", error)
        .param("id", webhook.id())
        .param("position", delivery.position())
        .update();
    if (delivery.attempts() > 0) {
      db.sql(
              """
              update webhook_deliveries set next_attempt_at = now()
              where subscription_id = :id and state = 'WAITING'
              """)
          .param("id", webhook.id())
          .update();
    }
  }

  /** Postpones a delivery, and with it the later ones of its conversation. */
  void postpone(Webhook webhook, Delivery delivery, WebhookOutcome.Failed failed, Duration pause) {
    db.sql(
            """
            update webhook_deliveries
            set next_attempt_at = now() + make_interval(secs => :pause),
                attempts = attempts + case when position = :position then 1 else 0 end,
                http_status = case when position = :position then :status else http_status end,
                error = case when position = :position then :error else error end,
                last_attempt_at = case when position = :position then now() else last_attempt_at end,
                first_attempt_at = case when position = :position
                  then coalesce(first_attempt_at, now()) else first_attempt_at end
            where subscription_id = :id and state = 'WAITING' and conversation_id = :conversation
              and position >= :position
            """)
        .param("pause", pause.toMillis() / 1000.0)
        .param("position", delivery.position())
        .param("status", failed.status())
        .param("error", failed.detail())
        .param("id", webhook.id())
        .param("conversation", delivery.conversationId())
        .update();
  }

  /** The events after this position are posted again. */
  @Transactional
  void restart(Webhook webhook, long position) {
    db.sql("update webhook_subscriptions set position = :position where id = :id")
        .param("position", position)
        .param("id", webhook.id())
        .update();
    db.sql("delete from webhook_deliveries where subscription_id = :id and state = 'WAITING'")
        .param("id", webhook.id())
        .update();
  }

  /** The newest first. */
  List<Delivery> list(Webhook webhook, @Nullable String state, long before, int limit) {
    return db.sql(
            """
            select * from webhook_deliveries
            where subscription_id = :id and position < :before
              and (cast(:state as text) is null or state = :state)
            order by position desc limit :limit
            """)
        .param("id", webhook.id())
        .param("before", before)
        .param("state", state)
        .param("limit", limit)
        .query(Deliveries::delivery)
        .list();
  }

  /** What was delivered is shown for a day, what was not for a week. */
  @Scheduled(fixedDelayString = "${bridge.retention.every:6h}", initialDelay = 60_000)
  void forget() {
    db.sql(
            """
            delete from webhook_deliveries
            where state = 'DELIVERED' and last_attempt_at < now() - interval '1 day'
              or state in ('REFUSED', 'EXPIRED') and last_attempt_at < now() - interval '7 days'
            """)
        .update();
  }

  private static Delivery delivery(ResultSet row, int number) throws SQLException {
    var state = row.getString("state");
    return new Delivery(
        row.getLong("position"),
        row.getString("type"),
        row.getString("conversation_id"),
        state,
        row.getInt("attempts"),
        instant(row, "first_attempt_at"),
        instant(row, "last_attempt_at"),
        state.equals("WAITING") ? instant(row, "next_attempt_at") : null,
        row.getObject("http_status", Integer.class),
        row.getString("error"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
