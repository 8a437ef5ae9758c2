package io.wabridge.state;

import io.wabridge.kit.lane.LaneReader;
import io.wabridge.kit.lane.LaneReaders;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Reason;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the broker gave up on, because it came back too often, is parked like everything else. */
@Configuration(proxyBeanMethods = false)
class Undeliverable {

  @Bean
  LaneReader undeliverableReader(LaneReaders readers) {
    return readers.ofUndeliverable(_ ->
        new Outcome.Park(Reason.UNDELIVERABLE, "the broker gave it up after too many deliveries"));
  }
}
