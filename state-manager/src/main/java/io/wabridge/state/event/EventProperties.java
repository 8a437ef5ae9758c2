package io.wabridge.state.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of events.
 *
 * @param every how often new events are looked for
 * @param streams how many streams an instance serves
 * @param streamsPerTenant how many of them one tenant may have
 * @param heartbeat the longest silence of a stream
 */
@ConfigurationProperties("bridge.events")
record EventProperties(
    @DefaultValue("100ms") Duration every,
    @DefaultValue("200") int streams,
    @DefaultValue("50") int streamsPerTenant,
    @DefaultValue("15s") Duration heartbeat) {

  EventProperties {
    if (!every.isPositive() || !heartbeat.isPositive() || streams < 1 || streamsPerTenant < 1) {
      throw new IllegalArgumentException("the values of bridge.events must be positive");
    }
  }
}
