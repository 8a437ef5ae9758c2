package io.wabridge.state.ledger;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.Begun.Go;
import io.wabridge.model.Direction;
import io.wabridge.model.Ids;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.state.conversation.Sessions;
import io.wabridge.state.erasure.ErasedIds;
import io.wabridge.state.message.DeskReceipts;
import io.wabridge.state.message.EarlyStatuses;
import io.wabridge.state.message.Messages;
import io.wabridge.state.message.Progress;
import io.wabridge.state.message.TrackedMessage;
import io.wabridge.state.message.TrackedMessages;
import io.wabridge.state.parked.ParkingLot;
import io.wabridge.state.window.MessageWaits;
import io.wabridge.state.window.WaitState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A delivery in three committed steps: intent, the call itself, outcome. If only the intent is
 * found, the outcome is unknown; only the other side's echo of our id can resolve it.
 */
@Component
class Handover {

  /** The hop for statuses of a provider. */
  static final String PROVIDER = "provider";

  private final JdbcClient db;
  private final TrackedMessages tracked;
  private final Messages messages;
  private final Sessions sessions;
  private final ParkingLot parking;
  private final DeskReceipts receipts;
  private final EarlyStatuses early;
  private final TransactionOperations transactions;
  private final ErasedIds erased;
  private final MessageWaits waits;

  Handover(
      JdbcClient db,
      TrackedMessages tracked,
      Messages messages,
      Sessions sessions,
      ParkingLot parking,
      DeskReceipts receipts,
      EarlyStatuses early,
      TransactionOperations transactions,
      ErasedIds erased,
      MessageWaits waits) {
    this.db = db;
    this.tracked = tracked;
    this.messages = messages;
    this.sessions = sessions;
    this.parking = parking;
    this.receipts = receipts;
    this.early = early;
    this.transactions = transactions;
    this.erased = erased;
    this.waits = waits;
  }

  /** A message that was erased with its person is not delivered any more. */
  Ledger.Begun beginDelivery(String id, Ledger.Intent intent) {
    try {
      return inTransaction(() -> begin(tracked.get(intent.tenant(), id), intent));
    } catch (NotFoundException e) {
      var conversation = intent.lane();
      if (conversation != null && erased.hasConversation(intent.tenant(), conversation)) {
        return new Ledger.Begun(Go.DONE, null, null, null);
      }
      throw e;
    }
  }

  private Ledger.Begun begin(TrackedMessage message, Ledger.Intent intent) {
    var id = message.id();
    if (movedOn(message, intent)) {
      return new Ledger.Begun(Go.MOVED, null, null, null);
    }
    var wait = message.status() == Status.RECEIVED ? waits.of(id).orElse(null) : null;
    if (wait != null && wait.state() == WaitState.WAITING && !wait.asks()) {
      return new Ledger.Begun(Go.AWAITS, null, null, null, wait.endsAt());
    }
    if (wait != null && wait.reason() != null) {
      return unanswered(message, intent, wait);
    }
    if (move(message, intent, Status.DELIVERING, null)) {
      db.sql("update message_tracking set attempt = :attempt where id = :id")
          .param("attempt", intent.attempt())
          .param("id", id)
          .update();
      saveMediaFacts(id, intent.media());
      return new Ledger.Begun(Go.GO, message.session(), null, message.person());
    }
    var go =
        switch (message.status()) {
          case RECEIVED, DELIVERING ->
              message.direction() == Direction.INBOUND || sameAttempt(message, intent)
                  ? Go.GO
                  : Go.UNCERTAIN;
          case UNCERTAIN -> Go.UNCERTAIN;
          case ACCEPTED, SENT, DELIVERED, READ, FAILED, PARKED -> Go.DONE;
        };
    if (go == Go.UNCERTAIN && message.status() != Status.UNCERTAIN) {
      move(message, intent, Status.UNCERTAIN, "begun before, and no outcome was noted");
    }
    return new Ledger.Begun(
        go,
        message.session(),
        receipts
            .claim(message.tenant(), id, DeskReceipts.deliveryClaim(id), Instant.now())
            .orElse(null),
        message.person());
  }

  /**
   * The person did not answer, or did not get the template; or the template is not needed any more.
   */
  private Ledger.Begun unanswered(
      TrackedMessage message, Ledger.Intent intent, MessageWaits.Wait wait) {
    var receipt =
        record(
            message.id(),
            new Ledger.DeliveryOutcome(
                intent.tenant(),
                intent.stage(),
                Status.FAILED,
                null,
                null,
                wait.reason(),
                wait.detail()));
    return new Ledger.Begun(Go.DONE, message.session(), receipt.orElse(null), message.person());
  }

  /** Another desk has its conversation, and it is not delivered yet: it is delivered there. */
  private static boolean movedOn(TrackedMessage message, Ledger.Intent intent) {
    return intent.lane() != null
        && !intent.lane().equals(message.conversation())
        && (message.status() == Status.RECEIVED || message.status() == Status.DELIVERING);
  }

  /** The answer to the first request was lost: nothing was sent yet. */
  private static boolean sameAttempt(TrackedMessage message, Ledger.Intent intent) {
    return message.attempt() != null && message.attempt().equals(intent.attempt());
  }

  private boolean move(
      TrackedMessage message, Ledger.Intent intent, Status status, @Nullable String detail) {
    var outcome =
        new Ledger.DeliveryOutcome(
            intent.tenant(), intent.stage(), status, null, null, null, detail);
    var moved = messages.move(intent.tenant(), message.id(), outcome);
    if (moved) {
      messages.addHop(message.id(), Instant.now(), intent.stage(), Progress.word(status), detail);
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

  /** The outcome, and the statuses that arrived before it; each in its own transaction. */
  Ledger.Recorded recordOutcome(String id, Ledger.DeliveryOutcome outcome) {
    var receipt = inTransaction(() -> record(id, outcome));
    return early.waitingFor(List.of(outcome)).isEmpty()
        ? new Ledger.Recorded(receipt.orElse(null))
        : applyEarlyStatuses(outcome.tenant(), id);
  }

  private Optional<Receipt> record(String id, Ledger.DeliveryOutcome outcome) {
    var message = tracked.get(outcome.tenant(), id);
    if (outcome.status() == Status.FAILED) {
      receipts.lockParts(message);
    }
    var externalId = outcome.externalId();
    if (externalId != null) {
      messages.setExternalId(outcome.tenant(), id, message.direction(), externalId);
    }
    var messageKey = outcome.messageKey();
    if (messageKey != null) {
      messages.setMessageKey(outcome.tenant(), id, messageKey);
    }
    var session = outcome.session();
    if (session != null) {
      sessions.save(outcome.tenant(), message.desk(), message.place(), session);
    }
    if (messages.move(outcome.tenant(), id, outcome) && message.status() == Status.UNCERTAIN) {
      parking.settle(id, Progress.word(outcome.status()));
    }
    messages.addHop(
        id,
        Instant.now(),
        outcome.stage(),
        outcome.status() == Status.RECEIVED ? "deferred" : Progress.word(outcome.status()),
        outcome.detail());
    return receipts.claim(outcome.tenant(), id, DeskReceipts.deliveryClaim(id), Instant.now());
  }

  /** Applies the statuses that arrived before the provider's id of the message was recorded. */
  Ledger.Recorded applyEarlyStatuses(TenantId tenant, String id) {
    return inTransaction(() -> {
      var message = tracked.get(tenant, id);
      receipts.lockParts(message);
      early.take(message).forEach(update -> apply(message, update));
      return new Ledger.Recorded(
          receipts.claim(tenant, id, DeskReceipts.deliveryClaim(id), Instant.now()).orElse(null));
    });
  }

  /** Applies the status; one of an unknown message is stored, and then its message looked for. */
  Ledger.Applied applyStatus(Ledger.StatusUpdate update) {
    var applied = inTransaction(() -> find(update));
    return applied.known() || early.keep(List.of(update), List.of(0)).contains(0)
        ? applied
        : inTransaction(() -> find(update));
  }

  private Ledger.Applied find(Ledger.StatusUpdate update) {
    var found = tracked.find(update);
    if (found.isEmpty()) {
      return new Ledger.Applied(false, null);
    }
    var message = found.get();
    receipts.lockParts(message);
    messages.setExternalId(update.tenant(), message.id(), Direction.OUTBOUND, update.externalId());
    apply(message, update);
    return new Ledger.Applied(
        true,
        receipts.claim(update.tenant(), message.id(), claim(update), update.at()).orElse(null));
  }

  private void apply(TrackedMessage message, Ledger.StatusUpdate update) {
    var outcome =
        new Ledger.DeliveryOutcome(
            update.tenant(),
            PROVIDER,
            update.status(),
            null,
            null,
            update.reason(),
            update.detail());
    if (messages.move(update.tenant(), message.id(), outcome)) {
      parking.settle(message.id(), Progress.word(update.status()));
      messages.addHop(
          message.id(), update.at(), PROVIDER, Progress.word(update.status()), update.detail());
    }
  }

  /** Identifies the envelope that brought the status; one of an older version is not named. */
  static String claim(Ledger.StatusUpdate update) {
    return "s:" + (update.envelope() == null ? Ids.next() : update.envelope());
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(_ -> work.get()));
  }
}
