package io.wabridge.state.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The retention periods.
 *
 * @param messages of ended messages; a repeated webhook of a deleted message would be processed
 *     again, and a provider may repeat webhooks for a week
 * @param stations of the hops of messages, which are their traces
 */
@ConfigurationProperties("bridge.retention")
record RetentionProperties(
    @DefaultValue("400d") Duration messages, @DefaultValue("90d") Duration stations) {

  private static final Duration LEAST = Duration.ofDays(30);

  RetentionProperties {
    if (messages.compareTo(LEAST) < 0 || stations.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException(
          "bridge.retention.messages must be at least 30 days, bridge.retention.stations one day");
    }
  }
}
