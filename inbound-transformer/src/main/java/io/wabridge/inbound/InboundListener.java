package io.wabridge.inbound;

import io.wabridge.kit.lane.LaneReader;
import io.wabridge.kit.lane.LaneReaders;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lane in, {@link Normalizer}, lane out. Twin of OutboundListener. */
@Configuration(proxyBeanMethods = false)
class InboundListener {

  @Bean
  LaneReader inboundReader(LaneReaders readers, Normalizer normalizer) {
    return readers.of(
        "inbound-transformer",
        envelope ->
            envelope.payload() instanceof Payload.ChannelPart part
                ? normalizer.normalize(envelope, part)
                : new Outcome.Park(Reason.MISROUTED, "not for inbound-transformer"));
  }
}
