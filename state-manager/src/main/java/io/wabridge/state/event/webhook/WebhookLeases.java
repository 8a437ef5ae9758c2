package io.wabridge.state.event.webhook;

import io.wabridge.model.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which webhooks this instance delivers to. A lease is renewed long before it ends; an instance
 * that cannot renew it stops calling while no other one may have taken it yet.
 */
@Component
class WebhookLeases {

  private static final Duration CLAIM_EVERY = Duration.ofSeconds(1);

  private final JdbcClient db;
  private final Duration lease;
  private final String me = Ids.next();
  private final Map<String, Instant> mine = new ConcurrentHashMap<>();
  private Instant claimed = Instant.EPOCH;
  private Instant renewed = Instant.EPOCH;

  WebhookLeases(JdbcClient db, WebhookDeliveryProperties properties) {
    this.db = db;
    this.lease = properties.lease();
  }

  /** Takes webhooks that no instance has, and renews what it has, if it is time to. */
  void keep() {
    var now = Instant.now();
    if (now.isAfter(renewed.plus(lease.dividedBy(4)))) {
      var kept = take("leased_by = :me");
      mine.keySet().retainAll(kept);
      kept.forEach(id -> mine.put(id, now.plus(lease)));
      renewed = now;
    }
    if (now.isAfter(claimed.plus(CLAIM_EVERY))) {
      take("(leased_until is null or leased_until < now())")
          .forEach(id -> mine.put(id, now.plus(lease)));
      claimed = now;
    }
  }

  private List<String> take(String condition) {
    return db.sql(
            """
            update webhook_subscriptions
            set leased_by = :me, leased_until = now() + make_interval(secs => :lease)
            where id in (select id from webhook_subscriptions where enabled and %s
              order by id for update skip locked)
            returning id
            """
                .formatted(condition))
        .param("me", me)
        .param("lease", lease.toMillis() / 1000.0)
        .query((row, _) -> row.getString("id"))
        .list();
  }

  /** Whether a call that begins now ends before another instance may begin one. */
  boolean has(String webhook) {
    var until = mine.get(webhook);
    return until != null && Instant.now().isBefore(until.minus(lease.dividedBy(2)));
  }

  /** Those with something to do. */
  List<String> ready() {
    return mine.isEmpty()
        ? List.of()
        : db.sql(
                """
                select s.id from webhook_subscriptions s
                where s.id = any(:mine) and s.enabled
                  and (exists (select 1 from event_positions p
                      where p.tenant_id = s.tenant_id and p.last <> s.position
                        and (select count(*) from webhook_deliveries d
                          where d.subscription_id = s.id and d.state = 'WAITING') < :most)
                    or exists (select 1 from webhook_deliveries d
                      where d.subscription_id = s.id and d.state = 'WAITING'
                        and d.next_attempt_at <= now()))
                """)
            .param("mine", mine.keySet().toArray(String[]::new))
            .param("most", Deliveries.MOST_WAITING)
            .query((row, _) -> row.getString("id"))
            .list();
  }

  /** Another instance may go on at once. */
  void release() {
    mine.clear();
    db.sql(
            """
            update webhook_subscriptions set leased_by = null, leased_until = null
            where leased_by = :me
            """)
        .param("me", me)
        .update();
  }
}
