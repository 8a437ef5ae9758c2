package io.wabridge.whatsapp.api;

import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Delivery;
import io.wabridge.model.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Shows the person that a message was read. A courtesy: it is tried once and never holds a
 * conversation up. Twin of ReceiptDelivery.
 */
@Component
class ReadMarkDelivery {

  private static final Logger log = LoggerFactory.getLogger(ReadMarkDelivery.class);

  private final Tenants tenants;
  private final ChannelCalls channels;

  ReadMarkDelivery(Tenants tenants, ChannelCalls channels) {
    this.tenants = tenants;
    this.channels = channels;
  }

  Outcome deliver(Receipt receipt) {
    var channel = tenants.channel(receipt.channel());
    if (channel.isPresent()
        && channels.forReadMark(channel.get(), call -> mark(receipt, call))
            instanceof Outcome.Later later) {
      log.atInfo()
          .addKeyValue("message", receipt.about())
          .log("the read mark was not sent: {}", later.detail());
    }
    return Outcome.DONE;
  }

  private static Outcome mark(Receipt receipt, ChannelCalls.Call call) {
    var delivery =
        call.send((connector, settings, tokens) ->
            connector.markRead(receipt.externalId(), settings, tokens));
    if (!(delivery instanceof Delivery.Accepted)) {
      log.atInfo()
          .addKeyValue("message", receipt.about())
          .log("the read mark was not taken: {}", delivery);
    }
    return Outcome.DONE;
  }
}
