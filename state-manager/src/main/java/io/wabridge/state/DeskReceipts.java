package io.wabridge.state;

import io.wabridge.kit.client.Ledger;
import io.wabridge.model.Direction;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The receipts of agents' messages: each message of the desk gets one, delivered when all its parts
 * are, failed when one is. The first envelope that learns the outcome claims the receipt; it gets
 * it again when it is redelivered, and no other envelope does.
 */
@Component
class DeskReceipts {

  private final JdbcClient db;
  private final TrackedMessages tracked;
  private final Messages messages;

  DeskReceipts(JdbcClient db, TrackedMessages tracked, Messages messages) {
    this.db = db;
    this.tracked = tracked;
    this.messages = messages;
  }

  /** The claim of an envelope that delivers a message. */
  static String deliveryClaim(String message) {
    return "m:" + message;
  }

  /** Locks all parts of the desk's message, so that only one of them can complete it. */
  void lockParts(TrackedMessage message) {
    if (message.deskMessageId() == null || message.direction() == Direction.INBOUND) {
      return;
    }
    db.sql(
            """
            select id from message_tracking
            where desk_id = :desk and genesys_message_id = :id and direction = 'OUTBOUND'
            order by id for update
            """)
        .param("desk", message.desk().value())
        .param("id", message.deskMessageId())
        .query(row -> {});
  }

  /**
   * The receipt for the desk, if the message has a final outcome and this envelope is the first
   * that knows it, or was the first before its redelivery.
   *
   * @param claim identifies the envelope
   */
  Optional<Receipt> claim(TenantId tenant, String id, String claim, Instant at) {
    var message = tracked.get(tenant, id);
    var deskMessage = message.deskMessageId();
    var status = status(message);
    if (status == null || deskMessage == null || message.notified() != null) {
      return Optional.empty();
    }
    return claim.equals(message.receiptClaim()) || claimed(message, deskMessage, status, claim)
        ? Optional.of(message.receipt(status, deskMessage, at))
        : Optional.empty();
  }

  private static @Nullable Status status(TrackedMessage message) {
    return message.direction() == Direction.INBOUND
        ? null
        : switch (message.status()) {
          case DELIVERED, READ -> Status.DELIVERED;
          case FAILED -> Status.FAILED;
          case RECEIVED, DELIVERING, UNCERTAIN, ACCEPTED, SENT, PARKED -> null;
        };
  }

  private boolean claimed(TrackedMessage message, String deskMessage, Status status, String claim) {
    return db.sql(
                """
                update message_tracking m set receipt_claim = :claim
                where m.desk_id = :desk and m.genesys_message_id = :deskMessage
                  and m.direction = 'OUTBOUND' and m.receipt_claim is null and m.desk_told is null
                  and (:failed or not exists (select 1 from message_tracking o
                    where o.desk_id = :desk and o.genesys_message_id = :deskMessage
                      and o.direction = 'OUTBOUND' and o.status not in ('DELIVERED', 'READ')))
                """)
            .param("claim", claim)
            .param("desk", message.desk().value())
            .param("deskMessage", deskMessage)
            .param("failed", status == Status.FAILED)
            .update()
        > 0;
  }

  /** Whether the desk was notified about the message before. */
  boolean notified(TenantId tenant, String id) {
    return db.sql(
                """
                select count(*) from message_tracking
                where id = :id and tenant_id = :tenant and desk_told is not null
                """)
            .param("id", id)
            .param("tenant", tenant.value())
            .query(Long.class)
            .single()
        > 0;
  }

  /** One receipt covers all parts of a message of the agent. */
  void markDeskNotified(String id, Ledger.DeskNotified notified) {
    db.sql(
            """
            update message_tracking set desk_told = :status
            where (desk_id, genesys_message_id) = (select desk_id, genesys_message_id
              from message_tracking where id = :id and tenant_id = :tenant)
            """)
        .param("status", notified.status().name())
        .param("id", id)
        .param("tenant", notified.tenant().value())
        .update();
    messages.addHop(
        id,
        Instant.now(),
        "genesys-api-service",
        "desk notified: " + Handover.word(notified.status()),
        null);
  }
}
