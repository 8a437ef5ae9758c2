package io.wabridge.genesys.api;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.resilience.CallPriority;
import io.wabridge.model.Delivery;
import io.wabridge.model.Envelope;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import org.springframework.stereotype.Component;

/** Tells the desk what became of its agent's message. Twin of ReadMarkDelivery. */
@Component
class ReceiptDelivery {

  private final Tenants tenants;
  private final Ledger ledger;
  private final DeskCalls desks;

  ReceiptDelivery(Tenants tenants, Ledger ledger, DeskCalls desks) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.desks = desks;
  }

  Outcome deliver(Envelope<?> envelope, Receipt receipt) {
    var desk = tenants.desk(receipt.desk());
    if (desk.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + receipt.desk() + " is gone");
    }
    return desks.call(
        desk.get(),
        "r:" + receipt.about() + ":" + receipt.status(),
        receipt.status() == Status.FAILED
            ? CallPriority.FAILED_RECEIPT
            : CallPriority.DELIVERED_RECEIPT,
        call -> sendReceipt(envelope, receipt, call));
  }

  /** A receipt says the same however often it is told: an unknown outcome is no reason to stop. */
  private Outcome sendReceipt(Envelope<?> envelope, Receipt receipt, DeskCalls.Call call) {
    var delivery =
        call.send((connector, settings, tokens) -> connector.deliver(receipt, settings, tokens));
    if (delivery instanceof Delivery.Accepted) {
      ledger.markDeskNotified(
          receipt.about().value(), new Ledger.DeskNotified(envelope.tenant(), receipt.status()));
    }
    return DeskCalls.outcome(delivery);
  }
}
