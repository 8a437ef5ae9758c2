package io.wabridge.tenant.endpoint;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How channels and desks are checked in the background.
 *
 * @param every how often each is; one that fails is checked more often
 * @param historyDays how long changes are shown
 */
@ConfigurationProperties("bridge.health")
record HealthProperties(@DefaultValue("10m") Duration every, @DefaultValue("90") int historyDays) {}
