package io.wabridge.inbound;

import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.lane.LaneReader;
import io.wabridge.kit.lane.LaneReaders;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.kit.store.MediaIntake;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.kit.store.StoreProperties;
import io.wabridge.kit.store.Uploads;
import io.wabridge.kit.telemetry.MediaMeters;
import io.wabridge.model.Direction;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the lane for the {@link Normalizer}. The counterpart is OutboundListener. */
@Configuration(proxyBeanMethods = false)
class InboundListener {

  @Bean
  MediaIntake<ChannelConnector> mediaIntake(
      Connectors<ChannelConnector> connectors,
      Tokens tokens,
      MediaStore store,
      Uploads uploads,
      MediaMeters meters,
      StoreProperties properties) {
    return new MediaIntake<>(
        Direction.INBOUND, connectors, tokens, store, uploads, meters, properties);
  }

  @Bean
  LaneReader inboundReader(LaneReaders readers, Normalizer normalizer, LateFiles lateFiles) {
    return readers.of(
        StageQueues.INBOUND_TRANSFORMER,
        envelope ->
            switch (envelope.payload()) {
              case Payload.ChannelPart part -> normalizer.normalize(envelope, part);
              case Payload.LateFile late -> lateFiles.handle(envelope, late);
              default -> new Outcome.Park(Reason.MISROUTED, "not for inbound-transformer");
            });
  }
}
