package io.wabridge.kit.telemetry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the metrics.
 *
 * @param tenantLabel whether metrics have the tenant as a label; above 500 tenants a small
 *     Prometheus needs it off
 */
@ConfigurationProperties("bridge.metrics")
public record TelemetryProperties(@DefaultValue("true") boolean tenantLabel) {}
