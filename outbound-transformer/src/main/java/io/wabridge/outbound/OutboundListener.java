package io.wabridge.outbound;

import io.wabridge.kit.lane.LaneReader;
import io.wabridge.kit.lane.LaneReaders;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lane in, {@link Normalizer}, lane out. Twin of InboundListener. */
@Configuration(proxyBeanMethods = false)
class OutboundListener {

  @Bean
  LaneReader outboundReader(LaneReaders readers, Normalizer normalizer) {
    return readers.of(
        "outbound-transformer",
        envelope ->
            envelope.payload() instanceof Payload.DeskPart part
                ? normalizer.normalize(envelope, part)
                : new Outcome.Park(Reason.MISROUTED, "not for outbound-transformer"));
  }
}
