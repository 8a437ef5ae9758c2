package io.wabridge.genesys.api;

import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.memory.Desk;
import io.wabridge.kit.memory.Ledger;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.kit.memory.Tokens;
import io.wabridge.model.Delivery;
import io.wabridge.model.Envelope;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenUnavailable;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells the desk what became of its agent's message. Twin of ReadMarkDelivery. */
@Component
class ReceiptDelivery {

  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Tenants tenants;
  private final Tokens tokens;
  private final Ledger ledger;
  private final DeskConnectors connectors;

  ReceiptDelivery(Tenants tenants, Tokens tokens, Ledger ledger, DeskConnectors connectors) {
    this.tenants = tenants;
    this.tokens = tokens;
    this.ledger = ledger;
    this.connectors = connectors;
  }

  Outcome deliver(Envelope<?> envelope, Receipt receipt) {
    var desk = tenants.desk(receipt.desk());
    if (desk.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + receipt.desk() + " is gone");
    }
    return switch (call(receipt, desk.get())) {
      case Delivery.Accepted _ -> {
        ledger.told(receipt.about().value(), new Ledger.Told(envelope.tenant(), receipt.status()));
        yield Outcome.DONE;
      }
      case Delivery.Refused refused -> new Outcome.Park(refused.reason(), refused.detail());
      case Delivery.Deferred deferred ->
          new Outcome.Later(deferred.after(), deferred.reason(), deferred.detail());
      // a receipt says the same however often it is told
      case Delivery.Uncertain uncertain ->
          new Outcome.Later(AGAIN, Reason.OUTCOME_UNKNOWN, uncertain.detail());
    };
  }

  private Delivery call(Receipt receipt, Desk desk) {
    try {
      return connectors.of(desk.kind()).deliver(receipt, desk.settings(), tokens.of(desk.id()));
    } catch (TokenRefused e) {
      return new Delivery.Refused(e.reason(), String.valueOf(e.getMessage()));
    } catch (TokenUnavailable e) {
      return new Delivery.Deferred(AGAIN, e.reason(), String.valueOf(e.getMessage()));
    }
  }
}
