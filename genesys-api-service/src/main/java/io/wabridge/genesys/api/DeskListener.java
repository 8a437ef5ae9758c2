package io.wabridge.genesys.api;

import io.wabridge.kit.lane.LaneReader;
import io.wabridge.kit.lane.LaneReaders;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.Step;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The lanes of every desk kind this instance serves. Twin of ChannelListener. */
@Configuration(proxyBeanMethods = false)
class DeskListener {

  @Bean
  Step deskStep(DeskDelivery messages, ReceiptDelivery receipts) {
    return envelope ->
        switch (envelope.payload()) {
          case Payload.InboundMessage inbound -> messages.deliver(envelope, inbound.message());
          case Payload.InboundReceipt inbound -> receipts.deliver(envelope, inbound.receipt());
          default -> new Outcome.Park(Reason.MISROUTED, "not for genesys-api-service");
        };
  }

  @Bean
  LaneReader genesysReader(LaneReaders readers, Step deskStep) {
    return readers.of("genesys-api-service.genesys", deskStep);
  }
}
