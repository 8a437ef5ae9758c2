package io.wabridge.genesys.api;

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
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the lanes of every kind of desk. The counterpart is ChannelListener. */
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
  LaneReaderGroup deskReaders(
      LaneReaders readers, Connectors<DeskConnector> connectors, Step deskStep) {
    return readers.group(
        connectors.all().stream().map(one -> StageQueues.toDesk(one.kind())).toList(), deskStep);
  }

  @Bean
  EndpointCalls<DeskConnector> deskCalls(
      EndpointGuards guards,
      Connectors<DeskConnector> connectors,
      Tokens tokens,
      MediaStore media) {
    return new EndpointCalls<>(guards, connectors, tokens, media);
  }
}
