package io.wabridge.state.parked;

import io.wabridge.kit.lane.LaneReader;
import io.wabridge.kit.lane.LaneReaders;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Reason;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Parks envelopes that the broker dead-lettered because they were redelivered too often. */
@Configuration(proxyBeanMethods = false)
class Undeliverable {

  @Bean
  LaneReader undeliverableReader(LaneReaders readers) {
    return readers.ofUndeliverable(_ ->
        new Outcome.Park(
            Reason.UNDELIVERABLE, "the broker dead-lettered it after too many deliveries"));
  }
}
