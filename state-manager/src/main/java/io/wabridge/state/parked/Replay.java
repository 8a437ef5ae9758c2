package io.wabridge.state.parked;

import io.wabridge.model.Reason;
import io.wabridge.state.held.HeldEnvelopes;
import io.wabridge.state.message.Messages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replays parked envelopes from where they stopped: each returns to its place among the held ones,
 * and its stage retries it in order, within the limits of the other side. A replayed envelope is
 * not parked any more, so a second replay finds nothing.
 */
@Component
class Replay {

  /**
   * What a replay did, or would do.
   *
   * @param notReplayable cannot be replayed, because no envelope is stored; the archive of its time
   *     can be
   */
  record Report(
      boolean dryRun, long matched, long replayed, int conversations, long notReplayable) {}

  private static final Logger log = LoggerFactory.getLogger(Replay.class);
  private static final int AT_ONCE = 500;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final ParkingLot parking;
  private final HeldEnvelopes held;
  private final Messages messages;
  private final ParkingMeters meters;

  Replay(
      JdbcClient db,
      TransactionTemplate transaction,
      ParkingLot parking,
      HeldEnvelopes held,
      Messages messages,
      ParkingMeters meters) {
    this.db = db;
    this.transaction = transaction;
    this.parking = parking;
    this.held = held;
    this.messages = messages;
    this.meters = meters;
  }

  Report dryRun(ParkedFilter filter) {
    return filter
        .bind(
            db.sql(
                """
                select count(*), count(distinct (p.stage, p.conversation_key)),
                  count(*) filter (where p.conversation_key is null or p.tenant_id is null)
                from parked p where
                """
                    + ParkedFilter.WHERE))
        .query((row, n) -> new Report(true, row.getLong(1), 0, row.getInt(2), row.getLong(3)))
        .single();
  }

  /**
   * Envelopes that fail and are parked again meanwhile are excluded: the replay would never end.
   */
  Report replay(ParkedFilter filter) {
    var those = filter.before(now());
    var planned = dryRun(those);
    var conversations = new HashSet<String>();
    var replayed = 0L;
    while (true) {
      var spots = transaction.execute(_ -> some(those));
      spots.forEach(parked -> conversations.add(parked.stage() + "|" + parked.conversation()));
      replayed += spots.size();
      if (spots.size() < AT_ONCE) {
        break;
      }
    }
    log.atInfo()
        .addKeyValue("tenant", filter.tenantId())
        .addKeyValue("replayed", replayed)
        .log("parked messages were replayed");
    return new Report(
        false, planned.matched(), replayed, conversations.size(), planned.notReplayable());
  }

  private Instant now() {
    return db.sql("select now()").query(OffsetDateTime.class).single().toInstant();
  }

  private List<ParkingLot.ParkedEnvelope> some(ParkedFilter filter) {
    var spots =
        filter
            .bind(
                db.sql(
                    "select p.* from parked p where p.conversation_key is not null"
                        + " and p.tenant_id is not null and "
                        + ParkedFilter.WHERE
                        + " order by p.position limit :limit for update of p skip locked"))
            .param("limit", AT_ONCE)
            .query(Replay::spot)
            .list();
    spots.forEach(this::requeue);
    return spots;
  }

  private void requeue(ParkingLot.ParkedEnvelope parked) {
    meters.replayed(
        parked,
        held.putBack(
            new HeldEnvelopes.Returned(
                parked.stage(),
                parked.conversation(),
                parked.tenant(),
                parked.contract(),
                parked.idempotencyKey(),
                parked.correlation(),
                parked.message(),
                parked.position(),
                parking.decrypt(parked.tenant(), parked.id(), parked.ciphertext()))));
    db.sql(
            """
            update parked set state = 'REPLAYED', settled_at = now(), settled_why = 'replayed'
            where id = :id
            """)
        .param("id", parked.id())
        .update();
    var message = parked.message();
    if (message != null) {
      db.sql(
              """
              update message_tracking
              set status = 'RECEIVED', reason = null, detail = null, updated_at = now()
              where id = :id and status in ('PARKED', 'UNCERTAIN')
              """)
          .param("id", message)
          .update();
      messages.addHop(message, Instant.now(), "state-manager", "replayed", null);
    }
  }

  private static ParkingLot.ParkedEnvelope spot(ResultSet row, int number) throws SQLException {
    return new ParkingLot.ParkedEnvelope(
        row.getString("id"),
        row.getString("tenant_id"),
        row.getString("stage"),
        row.getString("contract"),
        Reason.named(row.getString("reason")),
        row.getString("conversation_key"),
        row.getString("idempotency_key"),
        row.getString("correlation"),
        row.getString("message_id"),
        row.getLong("position"),
        row.getBytes("envelope"));
  }
}
