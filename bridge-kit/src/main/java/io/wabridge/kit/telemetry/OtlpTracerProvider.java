package io.wabridge.kit.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;

/** Sends a service's spans in batches to the collector. */
final class OtlpTracerProvider {

  private OtlpTracerProvider() {}

  static SdkTracerProvider create(String service, TraceProperties properties) {
    return SdkTracerProvider.builder()
        .setResource(
            Resource.create(
                Attributes.of(
                    AttributeKey.stringKey("service.name"),
                    service,
                    AttributeKey.stringKey("service.version"),
                    BuildInfo.version())))
        .setIdGenerator(new TraceIds())
        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(properties.share())))
        .addSpanProcessor(
            BatchSpanProcessor.builder(
                    OtlpHttpSpanExporter.builder()
                        .setEndpoint(properties.endpoint().replaceAll("/+$", "") + "/v1/traces")
                        .setTimeout(Duration.ofSeconds(5))
                        .build())
                .setScheduleDelay(Duration.ofSeconds(1))
                .build())
        .build();
  }
}
