package io.wabridge.state.message;

import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MessageId;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The receipts of agents' messages: delivered when all parts of a message are, failed when one is,
 * and each other status that the desk shows when all parts have it. The first envelope that learns
 * a status claims its receipt; it gets it again when it is redelivered, and no other envelope does.
 * A receipt never follows one of the same rank or a higher one.
 */
@Component
public class DeskReceipts {

  /** The statuses that receipts have, by their rank: the first one has rank 1. */
  private static final List<Status> RANKS =
      List.of(Status.ACCEPTED, Status.SENT, Status.DELIVERED, Status.READ, Status.FAILED);

  private final JdbcClient db;
  private final TrackedMessages tracked;
  private final Messages messages;

  DeskReceipts(JdbcClient db, TrackedMessages tracked, Messages messages) {
    this.db = db;
    this.tracked = tracked;
    this.messages = messages;
  }

  /** The claim of an envelope that delivers a message. */
  public static String deliveryClaim(String message) {
    return "m:" + message;
  }

  /** Locks all parts of the desk's message, so that only one of them can complete it. */
  public void lockParts(TrackedMessage message) {
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
   * The receipt for the desk, if this envelope is the first that knows the message's status, or was
   * the first before its redelivery.
   *
   * @param claim identifies the envelope
   */
  public Optional<Receipt> claim(TenantId tenant, String id, String claim, Instant at) {
    var message = tracked.get(tenant, id);
    var deskMessage = message.deskMessageId();
    if (deskMessage == null
        || message.direction() == Direction.INBOUND
        || !RANKS.contains(message.status())
        || message.notified() != null && !message.showsMore()) {
      return Optional.empty();
    }
    var rank = claimed(message, deskMessage, claim).orElseGet(() -> unshown(message, claim));
    return rank == 0
        ? Optional.empty()
        : Optional.of(message.receipt(status(rank), deskMessage, at));
  }

  /** The rank of the receipt that the envelope claimed before, if the desk was not notified. */
  private static int unshown(TrackedMessage message, String claim) {
    var notified = message.notified();
    return claim.equals(message.receiptClaim())
            && (notified == null || rank(notified) < message.receiptRank())
        ? message.receiptRank()
        : 0;
  }

  private Optional<Integer> claimed(TrackedMessage message, String deskMessage, String claim) {
    return db
        .sql(
            """
            with level as (
              select case when :failed then 5
                  when bool_or(status = 'FAILED') then 0
                  else min(receipt_rank(status, shown_statuses)) end::smallint as rank
              from message_tracking
              where desk_id = :desk and genesys_message_id = :deskMessage
                and direction = 'OUTBOUND'
            )
            update message_tracking m set receipt_claim = :claim, receipt_rank = level.rank
            from level
            where m.desk_id = :desk and m.genesys_message_id = :deskMessage
              and m.direction = 'OUTBOUND'
              and level.rank > receipt_rank_reached(m.desk_told, m.receipt_claim, m.receipt_rank)
            returning m.receipt_rank
            """)
        .param("claim", claim)
        .param("desk", message.desk().value())
        .param("deskMessage", deskMessage)
        .param("failed", message.status() == Status.FAILED)
        .query((row, _) -> row.getInt("receipt_rank"))
        .list()
        .stream()
        .findFirst();
  }

  /** The status of a receipt with this rank. */
  static Status status(int rank) {
    return RANKS.get(rank - 1);
  }

  /** The receipt of a message that a statement returned with its rank and the desk's address. */
  public static Receipt receipt(
      ResultSet row, @Nullable Reason reason, @Nullable String detail, Instant at)
      throws SQLException {
    return new Receipt(
        new MessageId(row.getString("id")),
        new ConversationId(row.getString("conversation_id")),
        new ChannelId(row.getString("channel_id")),
        new DeskId(row.getString("desk_id")),
        new ExternalId(row.getString("genesys_message_id")),
        row.getString("desk_address"),
        status(row.getInt("receipt_rank")),
        reason,
        detail,
        at);
  }

  private static int rank(String status) {
    return RANKS.indexOf(Status.valueOf(status)) + 1;
  }

  /** Which receipt the desk has. */
  public static Ledger.ReceiptState state(@Nullable String notified) {
    return new Ledger.ReceiptState(
        notified != null, notified == null ? null : Status.valueOf(notified));
  }

  /** Which receipt of the message the desk has. */
  public Ledger.ReceiptState receiptState(TenantId tenant, String id) {
    return db.sql("select desk_told from message_tracking where id = :id and tenant_id = :tenant")
        .param("id", id)
        .param("tenant", tenant.value())
        .query((row, _) -> state(row.getString("desk_told")))
        .optional()
        .orElseGet(() -> state(null));
  }

  /** One receipt covers all parts of a message of the agent. */
  public void markDeskNotified(String id, Ledger.DeskNotified notified) {
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
        "desk notified: " + Progress.word(notified.status()),
        null);
  }
}
