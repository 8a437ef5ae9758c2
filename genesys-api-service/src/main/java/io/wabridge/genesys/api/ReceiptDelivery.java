package io.wabridge.genesys.api;

import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.Receipts;
import io.wabridge.kit.resilience.CallPriority;
import io.wabridge.kit.resilience.CallRequest;
import io.wabridge.kit.resilience.EndpointCalls;
import io.wabridge.kit.resilience.EndpointCalls.Call;
import io.wabridge.kit.resilience.ResilienceProperties;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.Delivery;
import io.wabridge.model.Envelope;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.NeedsSession;
import io.wabridge.model.connector.ShowsReceipts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Sends the desk the status of its agent's message, and a note to the conversation if it failed and
 * the desk does not show that. The counterpart is ReadMarkDelivery.
 */
@Component
class ReceiptDelivery {

  private static final String STAGE = "genesys-api-service";
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

  private final Tenants tenants;
  private final Ledger ledger;
  private final Connectors<DeskConnector> connectors;
  private final EndpointCalls<DeskConnector> calls;
  private final FailureNotes notes;
  private final BesideConversation beside;
  private final LanePublisher publisher;
  private final ResilienceProperties properties;
  private final MessageMeters meters;

  ReceiptDelivery(
      Tenants tenants,
      Ledger ledger,
      Connectors<DeskConnector> connectors,
      EndpointCalls<DeskConnector> calls,
      FailureNotes notes,
      BesideConversation beside,
      LanePublisher publisher,
      ResilienceProperties properties,
      MessageMeters meters) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.connectors = connectors;
    this.calls = calls;
    this.notes = notes;
    this.beside = beside;
    this.publisher = publisher;
    this.properties = properties;
    this.meters = meters;
  }

  Outcome deliver(Envelope<?> envelope, Receipt receipt) {
    var desk = tenants.desk(receipt.desk());
    if (desk.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + receipt.desk() + " is gone");
    }
    var shown = show(envelope, desk.get(), receipt);
    if (shown instanceof Outcome.Later later) {
      return beside.receipt(envelope, receipt, later);
    }
    if (receipt.status() == Status.FAILED && desk.get().failureNotes()) {
      notes.publish(envelope, desk.get(), receipt);
    }
    return shown;
  }

  private Outcome show(Envelope<?> envelope, Desk desk, Receipt receipt) {
    if (!(connectors.of(desk.kind()) instanceof ShowsReceipts shows)) {
      return Outcome.DONE;
    }
    return calls.make(
        desk,
        CallRequest.signal(
            "r:" + receipt.about() + ":" + receipt.status(), priority(envelope, receipt)),
        call -> notifyDesk(envelope, receipt, shows, call),
        () -> postpone(envelope, desk, receipt));
  }

  private static CallPriority priority(Envelope<?> envelope, Receipt receipt) {
    if (receipt.status() == Status.FAILED) {
      return CallPriority.FAILED_RECEIPT;
    }
    return Receipts.isBesideConversation(envelope)
        ? CallPriority.POSTPONED_RECEIPT
        : CallPriority.DELIVERED_RECEIPT;
  }

  /**
   * The desk's calls are needed for messages: the receipt waits beside its conversation, each time
   * as long as it has waited already, so that many receipts cause few tries.
   */
  private Outcome postpone(Envelope<?> envelope, Desk desk, Receipt receipt) {
    if (!Receipts.isBesideConversation(envelope)) {
      publisher.publish(List.of(Receipts.besideConversation(desk, envelope, receipt)));
      return Outcome.DONE;
    }
    var waited = Duration.between(envelope.acceptedAt(), Instant.now());
    if (waited.compareTo(properties.receiptBudget()) > 0) {
      return calls.dropped(desk);
    }
    var first = properties.receiptPatience().multipliedBy(5);
    var longest = first.compareTo(LONGEST_PAUSE) > 0 ? first : LONGEST_PAUSE;
    return new Outcome.Later(
        waited.compareTo(first) < 0 ? first : waited.compareTo(longest) > 0 ? longest : waited,
        Reason.RATE_DESK_TOKEN,
        "The desk's calls are needed for messages.");
  }

  /** A repeated receipt is harmless: after an unknown outcome it is sent again. */
  private Outcome notifyDesk(
      Envelope<?> envelope, Receipt receipt, ShowsReceipts shows, Call<DeskConnector> call) {
    var state =
        ledger.receiptState(receipt.about().value(), new Ledger.ReceiptQuery(envelope.tenant()));
    if (state.covers(receipt.status())) {
      meters.duplicate(STAGE);
      return Outcome.DONE;
    }
    var ready =
        shows instanceof NeedsSession
            ? call.with(
                ledger.receiptSession(envelope.tenant().value(), receipt.about().value()).session())
            : call;
    var delivery = ready.send((_, context) -> shows.show(receipt, context));
    if (delivery instanceof Delivery.Accepted) {
      ledger.markDeskNotifiedWithRetry(
          receipt.about().value(), new Ledger.DeskNotified(envelope.tenant(), receipt.status()));
    }
    return EndpointCalls.outcome(delivery);
  }
}
