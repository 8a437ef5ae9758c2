package io.wabridge.kit.resilience;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one tenant's webhooks may bring; what is beyond is refused and comes again.
 *
 * @param messagesPerSecond events in the long run, unless the tenant has a quota of its own; 0 is
 *     without limit
 * @param burst how long a time's events may come at once
 */
@ConfigurationProperties("bridge.quota")
public record QuotaProperties(
    @DefaultValue("200") int messagesPerSecond, @DefaultValue("10s") Duration burst) {}
