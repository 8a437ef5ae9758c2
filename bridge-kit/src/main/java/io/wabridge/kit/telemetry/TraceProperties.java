package io.wabridge.kit.telemetry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the traces.
 *
 * @param endpoint of OTLP over HTTP, such as http://traces:4318; without it there are no spans
 * @param share of the traces that are collected, 0 to 1
 */
@ConfigurationProperties("bridge.traces")
public record TraceProperties(
    @DefaultValue("") String endpoint, @DefaultValue("0.1") double share) {}
