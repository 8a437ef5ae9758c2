package io.wabridge.whatsapp.api;

import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.lane.LaneReaderGroup;
import io.wabridge.kit.lane.LaneReaders;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.kit.lane.Step;
import io.wabridge.kit.resilience.EndpointCalls;
import io.wabridge.kit.resilience.EndpointGuards;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the lanes of every provider. The counterpart is DeskListener. */
@Configuration(proxyBeanMethods = false)
class ChannelListener {

  @Bean
  Step channelStep(ChannelDelivery messages, ReadMarkDelivery marks, TypingDelivery typing) {
    return envelope ->
        switch (envelope.payload()) {
          case Payload.OutboundMessage outbound -> messages.deliver(envelope, outbound.message());
          case Payload.OutboundReceipt outbound -> marks.deliver(outbound.receipt());
          case Payload.Typing signal -> typing.deliver(signal);
          default -> new Outcome.Park(Reason.MISROUTED, "not for whatsapp-api-service");
        };
  }

  @Bean
  LaneReaderGroup channelReaders(
      LaneReaders readers, Connectors<ChannelConnector> connectors, Step channelStep) {
    return readers.group(
        connectors.all().stream().map(one -> StageQueues.toChannel(one.kind())).toList(),
        channelStep);
  }

  @Bean
  EndpointCalls<ChannelConnector> channelCalls(
      EndpointGuards guards,
      Connectors<ChannelConnector> connectors,
      Tokens tokens,
      MediaStore media) {
    return new EndpointCalls<>(guards, connectors, tokens, media);
  }
}
