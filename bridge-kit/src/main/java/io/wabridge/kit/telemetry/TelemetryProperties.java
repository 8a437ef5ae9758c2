package io.wabridge.kit.telemetry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is measured.
 *
 * @param tenantLabel whether metrics say which tenant; beyond 500 tenants a small Prometheus is
 *     better off without
 */
@ConfigurationProperties("bridge.metrics")
public record TelemetryProperties(@DefaultValue("true") boolean tenantLabel) {}
