package io.wabridge.state;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.Begun.Go;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MessageId;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A delivery in three committed steps: intent, the call itself, outcome. If only the intent is
 * found, the outcome is unknown; only the other side's echo of our id can resolve it.
 */
@Component
class Handover {

  /** The hop for statuses of a provider. */
  static final String PROVIDER = "provider";

  private final JdbcClient db;
  private final Messages messages;
  private final Sessions sessions;
  private final ParkingLot parking;

  Handover(JdbcClient db, Messages messages, Sessions sessions, ParkingLot parking) {
    this.db = db;
    this.messages = messages;
    this.sessions = sessions;
    this.parking = parking;
  }

  private record Row(
      String id,
      String tenant,
      String conversation,
      ChannelId channel,
      DeskId desk,
      Direction direction,
      Status status,
      @Nullable Reason reason,
      @Nullable String detail,
      @Nullable String deskMessageId,
      @Nullable String told,
      @Nullable String attempt,
      String address,
      @Nullable Session session) {}

  Ledger.Begun beginDelivery(String id, Ledger.Intent intent) {
    var row = get(intent.tenant(), id);
    var began = move(row, intent, Status.DELIVERING, null, null);
    if (began) {
      db.sql("update message_tracking set attempt = :attempt where id = :id")
          .param("attempt", intent.attempt())
          .param("id", id)
          .update();
      saveMediaFacts(id, intent.media());
      return new Ledger.Begun(Go.GO, row.session(), null);
    }
    var go =
        switch (row.status()) {
          case RECEIVED, DELIVERING ->
              row.direction() == Direction.INBOUND || sameAttempt(row, intent)
                  ? Go.GO
                  : Go.UNCERTAIN;
          case UNCERTAIN -> Go.UNCERTAIN;
          case ACCEPTED, SENT, DELIVERED, READ, FAILED, PARKED -> Go.DONE;
        };
    if (go == Go.UNCERTAIN && row.status() != Status.UNCERTAIN) {
      move(row, intent, Status.UNCERTAIN, null, "begun before, and no outcome was noted");
    }
    return new Ledger.Begun(go, row.session(), unreportedFailure(row));
  }

  /** The answer to the first request was lost: nothing was sent yet. */
  private static boolean sameAttempt(Row row, Ledger.Intent intent) {
    return row.attempt() != null && row.attempt().equals(intent.attempt());
  }

  /** A failure of an agent's message that the desk was not notified about yet. */
  Optional<Receipt> unreportedFailure(TenantId tenant, String id) {
    return Optional.ofNullable(unreportedFailure(get(tenant, id)));
  }

  private @Nullable Receipt unreportedFailure(Row row) {
    return row.direction() == Direction.OUTBOUND
            && row.status() == Status.FAILED
            && row.told() == null
        ? receipt(row, Status.FAILED, row.reason(), row.detail(), Instant.now())
        : null;
  }

  private boolean move(
      Row row,
      Ledger.Intent intent,
      Status status,
      @Nullable ExternalId externalId,
      @Nullable String detail) {
    var outcome =
        new Ledger.DeliveryOutcome(
            intent.tenant(), intent.stage(), status, externalId, null, null, detail);
    var moved = messages.move(intent.tenant(), row.id(), outcome);
    if (moved) {
      messages.addHop(row.id(), Instant.now(), intent.stage(), word(status), detail);
    }
    return moved;
  }

  private void saveMediaFacts(String id, Ledger.@Nullable MediaFacts media) {
    if (media == null) {
      return;
    }
    db.sql(
            """
            update message_tracking
            set media_type = :type, media_url = :url, media_bytes = :bytes, media_sha256 = :sha256,
                media_filename = :filename
            where id = :id
            """)
        .param("type", media.type())
        .param("url", media.url())
        .param("bytes", media.bytes())
        .param("sha256", media.sha256())
        .param("filename", media.filename())
        .param("id", id)
        .update();
  }

  void recordOutcome(String id, Ledger.DeliveryOutcome outcome) {
    var row = get(outcome.tenant(), id);
    var externalId = outcome.externalId();
    if (externalId != null) {
      messages.setExternalId(outcome.tenant(), id, row.direction(), externalId);
    }
    var messageKey = outcome.messageKey();
    if (messageKey != null) {
      messages.setMessageKey(outcome.tenant(), id, messageKey);
    }
    var session = outcome.session();
    if (session != null) {
      sessions.save(outcome.tenant(), row.conversation(), session);
    }
    if (messages.move(outcome.tenant(), id, outcome) && row.status() == Status.UNCERTAIN) {
      parking.settle(id, word(outcome.status()));
    }
    messages.addHop(
        id,
        Instant.now(),
        outcome.stage(),
        outcome.status() == Status.RECEIVED ? "deferred" : word(outcome.status()),
        outcome.detail());
  }

  Ledger.Applied applyStatus(Ledger.StatusUpdate update) {
    var found = find(update);
    if (found.isEmpty()) {
      return new Ledger.Applied(false, null);
    }
    var row = found.get();
    messages.setExternalId(update.tenant(), row.id(), Direction.OUTBOUND, update.externalId());
    var outcome =
        new Ledger.DeliveryOutcome(
            update.tenant(),
            PROVIDER,
            update.status(),
            null,
            null,
            update.reason(),
            update.detail());
    var moved = messages.move(update.tenant(), row.id(), outcome);
    if (moved) {
      parking.settle(row.id(), word(update.status()));
      messages.addHop(row.id(), update.at(), PROVIDER, word(update.status()), update.detail());
    }
    return new Ledger.Applied(true, receiptForDesk(row, update, moved));
  }

  /**
   * Delivered when every part of the agent's message is; failed when one is. Repeated only if it is
   * not recorded that the desk was notified, so that no receipt is lost in between.
   */
  private @Nullable Receipt receiptForDesk(Row row, Ledger.StatusUpdate update, boolean moved) {
    var status =
        switch (moved ? update.status() : row.status()) {
          case DELIVERED, READ -> Status.DELIVERED;
          case FAILED -> Status.FAILED;
          case RECEIVED, DELIVERING, UNCERTAIN, ACCEPTED, SENT, PARKED -> null;
        };
    var deskMessageId = row.deskMessageId();
    if (status == null || deskMessageId == null || row.told() != null) {
      return null;
    }
    if (status == Status.DELIVERED && partsOnTheirWay(row.desk(), deskMessageId) > 0) {
      return null;
    }
    return moved
        ? receipt(row, status, update.reason(), update.detail(), update.at())
        : receipt(row, status, row.reason(), row.detail(), update.at());
  }

  private static @Nullable Receipt receipt(
      Row row, Status status, @Nullable Reason reason, @Nullable String detail, Instant at) {
    var deskMessageId = row.deskMessageId();
    return deskMessageId == null
        ? null
        : new Receipt(
            new MessageId(row.id()),
            new ConversationId(row.conversation()),
            row.channel(),
            row.desk(),
            new ExternalId(deskMessageId),
            row.address(),
            status,
            reason,
            detail,
            at);
  }

  private long partsOnTheirWay(DeskId desk, String deskMessageId) {
    return db.sql(
            """
            select count(*) from message_tracking
            where desk_id = :desk and genesys_message_id = :id and direction = 'OUTBOUND'
              and status not in ('DELIVERED', 'READ')
            """)
        .param("desk", desk.value())
        .param("id", deskMessageId)
        .query(Long.class)
        .single();
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
        "desk notified: " + word(notified.status()),
        null);
  }

  private Optional<Row> find(Ledger.StatusUpdate update) {
    return db.sql(
            SELECT
                + """
                where m.tenant_id = :tenant and m.channel_id = :channel and m.direction = 'OUTBOUND'
                  and (m.id = :callback or m.meta_message_id = :external)
                limit 1
                """)
        .param("tenant", update.tenant().value())
        .param("channel", update.channel().value())
        .param("callback", update.callbackData())
        .param("external", update.externalId().value())
        .query(this::row)
        .optional();
  }

  private Row get(TenantId tenant, String id) {
    return db.sql(SELECT + "where m.id = :id and m.tenant_id = :tenant")
        .param("id", id)
        .param("tenant", tenant.value())
        .query(this::row)
        .optional()
        .orElseThrow(() -> new NotFoundException("There is no message " + id + "."));
  }

  private static final String SELECT =
      """
      select m.*, coalesce(m.receipt_address, c.desk_address) as desk_address, c.desk_conversation_id, c.desk_conversation_at, c.desk_session
      from message_tracking m join conversation_mappings c using (conversation_id)
      """;

  private Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getString("id"),
        row.getString("tenant_id"),
        row.getString("conversation_id"),
        new ChannelId(row.getString("channel_id")),
        new DeskId(row.getString("desk_id")),
        Direction.valueOf(row.getString("direction")),
        Status.valueOf(row.getString("status")),
        row.getString("reason") == null ? null : Reason.named(row.getString("reason")),
        row.getString("detail"),
        row.getString("genesys_message_id"),
        row.getString("desk_told"),
        row.getString("attempt"),
        row.getString("desk_address"),
        sessions.read(row));
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
