package io.wabridge.whatsapp.api;

import io.wabridge.connectors.channel.ChannelConnectors;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.memory.Channel;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.kit.memory.Tokens;
import io.wabridge.model.Delivery;
import io.wabridge.model.Receipt;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenUnavailable;
import java.time.Duration;
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
  private final Tokens tokens;
  private final ChannelConnectors connectors;

  ReadMarkDelivery(Tenants tenants, Tokens tokens, ChannelConnectors connectors) {
    this.tenants = tenants;
    this.tokens = tokens;
    this.connectors = connectors;
  }

  Outcome deliver(Receipt receipt) {
    var channel = tenants.channel(receipt.channel());
    if (channel.isPresent()) {
      var delivery = call(receipt, channel.get());
      if (!(delivery instanceof Delivery.Accepted)) {
        log.atInfo()
            .addKeyValue("message", receipt.about())
            .log("the read mark was not taken: {}", delivery);
      }
    }
    return Outcome.DONE;
  }

  private Delivery call(Receipt receipt, Channel channel) {
    try {
      return connectors
          .of(channel.provider())
          .markRead(receipt.externalId(), channel.settings(), tokens.of(channel.id()));
    } catch (TokenRefused e) {
      return new Delivery.Refused(e.reason(), String.valueOf(e.getMessage()));
    } catch (TokenUnavailable e) {
      return new Delivery.Deferred(Duration.ZERO, e.reason(), String.valueOf(e.getMessage()));
    }
  }
}
