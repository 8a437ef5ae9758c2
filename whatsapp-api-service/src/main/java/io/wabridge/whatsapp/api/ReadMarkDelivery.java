package io.wabridge.whatsapp.api;

import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.resilience.CallPriority;
import io.wabridge.kit.resilience.CallRequest;
import io.wabridge.kit.resilience.EndpointCalls;
import io.wabridge.kit.resilience.EndpointCalls.Call;
import io.wabridge.model.Delivery;
import io.wabridge.model.Receipt;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.MarksRead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Shows the person that a message was read. Best effort: it is tried once and never holds a
 * conversation. The counterpart is ReceiptDelivery.
 */
@Component
class ReadMarkDelivery {

  private static final Logger log = LoggerFactory.getLogger(ReadMarkDelivery.class);

  private final Tenants tenants;
  private final Connectors<ChannelConnector> connectors;
  private final EndpointCalls<ChannelConnector> calls;

  ReadMarkDelivery(
      Tenants tenants,
      Connectors<ChannelConnector> connectors,
      EndpointCalls<ChannelConnector> calls) {
    this.tenants = tenants;
    this.connectors = connectors;
    this.calls = calls;
  }

  Outcome deliver(Receipt receipt) {
    var channel = tenants.channel(receipt.channel());
    if (channel.isPresent()
        && connectors.of(channel.get().kind()) instanceof MarksRead marks
        && calls.make(
                channel.get(),
                CallRequest.signal("read:" + receipt.externalId(), CallPriority.DELIVERED_RECEIPT),
                call -> mark(receipt, marks, call))
            instanceof Outcome.Later later) {
      log.atInfo()
          .addKeyValue("message", receipt.about())
          .log("the read mark was not sent: {}", later.detail());
    }
    return Outcome.DONE;
  }

  private static Outcome mark(Receipt receipt, MarksRead marks, Call<ChannelConnector> call) {
    var delivery = call.send((_, context) -> marks.markRead(receipt.externalId(), context));
    if (!(delivery instanceof Delivery.Accepted)) {
      log.atInfo()
          .addKeyValue("message", receipt.about())
          .log("the read mark was not accepted: {}", delivery);
    }
    return Outcome.DONE;
  }
}
