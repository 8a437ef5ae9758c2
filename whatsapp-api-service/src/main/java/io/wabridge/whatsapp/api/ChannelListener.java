package io.wabridge.whatsapp.api;

import io.wabridge.kit.lane.LaneReader;
import io.wabridge.kit.lane.LaneReaders;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.Step;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The lanes of every provider this instance serves. Twin of DeskListener. */
@Configuration(proxyBeanMethods = false)
class ChannelListener {

  @Bean
  Step channelStep(ChannelDelivery messages, ReadMarkDelivery marks) {
    return envelope ->
        switch (envelope.payload()) {
          case Payload.OutboundMessage outbound -> messages.deliver(envelope, outbound.message());
          case Payload.OutboundReceipt outbound -> marks.deliver(outbound.receipt());
          default -> new Outcome.Park(Reason.MISROUTED, "not for whatsapp-api-service");
        };
  }

  @Bean
  LaneReader cloudReader(LaneReaders readers, Step channelStep) {
    return readers.of("whatsapp-api-service.cloud", channelStep);
  }
}
