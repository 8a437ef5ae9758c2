package io.wabridge.state.parked;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.lane.Parking;
import io.wabridge.model.Ids;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.state.DbSafeText;
import io.wabridge.state.TenantFields;
import io.wabridge.state.message.Messages;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The parked envelopes of all stages, which need a human. They contain messages and are encrypted.
 * A message with an unknown outcome is parked, too, until its status resolves it.
 */
@Component
public class ParkingLot implements Parking {

  /**
   * A parked envelope and its stage.
   *
   * @param position its place in the order of everything held and parked
   */
  record ParkedEnvelope(
      String id,
      String tenant,
      String stage,
      String contract,
      Reason reason,
      String conversation,
      String idempotencyKey,
      String correlation,
      @Nullable String message,
      long position,
      byte[] ciphertext) {}

  private final JdbcClient db;
  private final TenantFields fields;
  private final Messages messages;
  private final ParkingMeters meters;

  ParkingLot(JdbcClient db, TenantFields fields, Messages messages, ParkingMeters meters) {
    this.db = db;
    this.fields = fields;
    this.messages = messages;
    this.meters = meters;
  }

  @Override
  public void park(Parked parked) {
    var status = parked.reason() == Reason.OUTCOME_UNKNOWN ? status(parked) : null;
    if (status != null && conclusive(status)) {
      return; // its status arrived first
    }
    var id = Ids.next();
    var kept =
        db.sql(
                """
                insert into parked (id, tenant_id, stage, queue, contract, reason, detail, attempts,
                  message_id, correlation, conversation_key, idempotency_key, envelope)
                values (:id, :tenant, :stage, :queue, :contract, :reason, :detail, :attempts,
                  :message, :correlation, :conversation, :idempotency, :envelope)
                on conflict (stage, conversation_key, idempotency_key) where state = 'PARKED'
                  do nothing
                """)
            .param("id", id)
            .param("tenant", parked.tenant())
            .param("stage", parked.stage())
            .param("queue", parked.queue())
            .param("contract", parked.contract())
            .param("reason", parked.reason().name())
            .param("detail", DbSafeText.of(parked.detail()))
            .param("attempts", parked.attempts())
            .param("message", parked.message())
            .param("correlation", parked.correlation())
            .param("conversation", parked.conversation())
            .param("idempotency", parked.idempotencyKey())
            .param(
                "envelope",
                fields.encrypt(parked.envelope(), TenantFields.Place.parked(parked.tenant(), id)))
            .update();
    if (kept == 1) {
      meters.parked(parked);
    }
    var tenant = parked.tenant();
    var message = parked.message();
    if (kept == 1 && status != Status.UNCERTAIN && tenant != null && message != null) {
      messages.move(
          new TenantId(tenant),
          message,
          new Ledger.DeliveryOutcome(
              new TenantId(tenant),
              parked.stage(),
              Status.PARKED,
              null,
              null,
              parked.reason(),
              parked.detail()));
      messages.addHop(message, Instant.now(), parked.stage(), "parked", parked.detail());
    }
  }

  /** Locks the message's row, so that its status cannot be recorded in between. */
  private @Nullable Status status(Parked parked) {
    return db.sql(
            "select status from message_tracking where id = :id and tenant_id = :tenant for update")
        .param("id", parked.message())
        .param("tenant", parked.tenant())
        .query((row, n) -> Status.valueOf(row.getString(1)))
        .optional()
        .orElse(null);
  }

  /** Whether the status is a final outcome, so that no decision is left. */
  private static boolean conclusive(Status status) {
    return switch (status) {
      case RECEIVED, DELIVERING, UNCERTAIN, PARKED -> false;
      case ACCEPTED, SENT, DELIVERED, READ, FAILED -> true;
    };
  }

  /** The outcome of a message has become known: no human has to decide any more. */
  public void settle(String message, String why) {
    db.sql(
            """
            update parked set state = 'SETTLED', settled_at = now(), settled_why = :why
            where message_id = :message and state = 'PARKED' and reason = 'OUTCOME_UNKNOWN'
            """)
        .param("why", why)
        .param("message", message)
        .update();
  }

  String decrypt(@Nullable String tenant, String id, byte[] ciphertext) {
    return fields.decrypt(ciphertext, TenantFields.Place.parked(tenant, id));
  }
}
