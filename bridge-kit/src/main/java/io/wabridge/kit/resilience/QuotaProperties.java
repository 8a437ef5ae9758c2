package io.wabridge.kit.resilience;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The quota of one tenant's webhooks; those above it are refused, and their senders retry.
 *
 * @param messagesPerSecond messages in the long run, unless the tenant has a quota of its own; of
 *     statuses and other signals, four times as many; 0 is without limit
 * @param burst the duration whose messages may arrive at once
 */
@ConfigurationProperties("bridge.quota")
public record QuotaProperties(
    @DefaultValue("200") int messagesPerSecond, @DefaultValue("10s") Duration burst) {}
