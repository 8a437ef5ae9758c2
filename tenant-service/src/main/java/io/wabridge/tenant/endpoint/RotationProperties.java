package io.wabridge.tenant.endpoint;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How secrets of channels and desks are replaced.
 *
 * @param secretOverlap how long webhooks with the previous secret are accepted
 */
@ConfigurationProperties("bridge.rotation")
record RotationProperties(@DefaultValue("24h") Duration secretOverlap) {}
