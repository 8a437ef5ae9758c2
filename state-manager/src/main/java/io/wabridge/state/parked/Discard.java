package io.wabridge.state.parked;

import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.Receipts;
import io.wabridge.model.Envelope;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload;
import io.wabridge.model.Receipt;
import io.wabridge.model.TenantId;
import io.wabridge.state.DbSafeText;
import io.wabridge.state.message.DeskReceipts;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Discards parked envelopes with the reason that a human gave; the envelope is kept for the record.
 * The agent gets a failed receipt, unless the message may have arrived.
 */
@Component
class Discard {

  /** What a discard did, or would do. */
  record Report(boolean dryRun, long matched, long discarded) {}

  private record Ended(@Nullable String tenant, @Nullable String message, boolean mayHaveArrived) {}

  private static final Logger log = LoggerFactory.getLogger(Discard.class);

  private final JdbcClient db;
  private final DeskReceipts receipts;
  private final Tenants tenants;
  private final LanePublisher publisher;

  Discard(JdbcClient db, DeskReceipts receipts, Tenants tenants, LanePublisher publisher) {
    this.db = db;
    this.receipts = receipts;
    this.tenants = tenants;
    this.publisher = publisher;
  }

  Report dryRun(ParkedFilter filter) {
    var matched =
        filter
            .bind(db.sql("select count(*) from parked p where " + ParkedFilter.WHERE))
            .query(Long.class)
            .single();
    return new Report(true, matched, 0);
  }

  @Transactional
  public Report discard(ParkedFilter filter, String why) {
    var ended =
        filter
            .bind(
                db.sql(
                    """
                    update parked p
                    set state = 'DISCARDED', settled_at = now(), settled_why = :why
                    where
                    """
                        + ParkedFilter.WHERE
                        + " returning p.tenant_id, p.message_id, p.reason = 'OUTCOME_UNKNOWN'"))
            .param("why", DbSafeText.of(why))
            .query((row, n) -> new Ended(row.getString(1), row.getString(2), row.getBoolean(3)))
            .list();
    var failures = ended.stream().flatMap(one -> fail(one, why).stream()).toList();
    if (!failures.isEmpty()) {
      publisher.publish(failures);
    }
    log.atInfo()
        .addKeyValue("tenant", filter.tenantId())
        .addKeyValue("discarded", ended.size())
        .log("parked messages were discarded");
    return new Report(false, ended.size(), ended.size());
  }

  private Optional<Outgoing> fail(Ended ended, String why) {
    var tenant = ended.tenant();
    var message = ended.message();
    if (tenant == null || message == null) {
      return Optional.empty();
    }
    db.sql(
            """
            with moved as (
              update message_tracking set status = 'FAILED', detail = :why, updated_at = now()
              where id = :id and status in ('PARKED', 'UNCERTAIN'))
            insert into message_hops values (:id, now(), 'state-manager', 'discarded', :why)
            """)
        .param("why", DbSafeText.of(why))
        .param("id", message)
        .update();
    return ended.mayHaveArrived()
        ? Optional.empty()
        : receipts
            .claim(new TenantId(tenant), message, "d:" + message, Instant.now())
            .flatMap(this::toDesk);
  }

  private Optional<Outgoing> toDesk(Receipt receipt) {
    return tenants
        .desk(receipt.desk())
        .map(desk -> Receipts.toDesk(desk, begin(desk.tenant(), receipt), receipt));
  }

  /** The receipt's trace begins here: no envelope is its cause. */
  private static Envelope<Payload> begin(TenantId tenant, Receipt receipt) {
    return new Envelope<>(
        Ids.next(),
        tenant,
        receipt.conversation().value(),
        receipt.about().value(),
        Instant.now(),
        new Payload.InboundReceipt(receipt));
  }
}
