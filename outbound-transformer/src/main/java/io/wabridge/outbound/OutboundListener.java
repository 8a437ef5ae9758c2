package io.wabridge.outbound;

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
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the lane for the {@link Normalizer}. The counterpart is InboundListener. */
@Configuration(proxyBeanMethods = false)
class OutboundListener {

  @Bean
  MediaIntake<DeskConnector> mediaIntake(
      Connectors<DeskConnector> connectors,
      Tokens tokens,
      MediaStore store,
      Uploads uploads,
      MediaMeters meters,
      StoreProperties properties) {
    return new MediaIntake<>(
        Direction.OUTBOUND, connectors, tokens, store, uploads, meters, properties);
  }

  @Bean
  LaneReader outboundReader(LaneReaders readers, Normalizer normalizer) {
    return readers.of(
        StageQueues.OUTBOUND_TRANSFORMER,
        envelope ->
            envelope.payload() instanceof Payload.DeskPart part
                ? normalizer.normalize(envelope, part)
                : new Outcome.Park(Reason.MISROUTED, "not for outbound-transformer"));
  }
}
