package io.wabridge.gateway.limit;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one address may do. An address is one of IPv4, or a range of 2^64 of IPv6.
 *
 * @param connections open ones at the same time; a trusted proxy has no limit
 * @param requestsPerSecond of any kind, twice as many at once
 * @param refusalsPerMinute webhooks of one path, or links to files, that may be refused, and a tenth
 *     of the bearer tokens; then they are answered 429 unread
 * @param verificationsPerMinute attempts to verify the address of a webhook that may be refused
 * @param headerPatience how long the header of a request may take
 * @param bodyPatience how long a body may take besides the time that its size permits
 */
@Validated
@ConfigurationProperties("bridge.gateway.limits")
record LimitProperties(
    @DefaultValue("500") @Positive int connections,
    @DefaultValue("2000") @Positive int requestsPerSecond,
    @DefaultValue("60") @Positive int refusalsPerMinute,
    @DefaultValue("10") @Positive int verificationsPerMinute,
    @DefaultValue("10s") Duration headerPatience,
    @DefaultValue("5s") Duration bodyPatience) {}
