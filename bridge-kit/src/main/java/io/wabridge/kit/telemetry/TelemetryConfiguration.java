package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.wabridge.model.CallListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What a service measures with. A service that has no messages makes none of their meters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TelemetryProperties.class)
public class TelemetryConfiguration {

  @Bean
  static MeterFilter tenantLabel(TelemetryProperties properties) {
    return properties.tenantLabel()
        ? new MeterFilter() {}
        : MeterFilter.replaceTagValues("tenant", _ -> "all");
  }

  @Bean
  BuildInfo buildInfo(ObjectProvider<PrometheusRegistry> prometheus) {
    return new BuildInfo(prometheus.stream().toList());
  }

  @Bean
  @Lazy
  CallListener providerMeters(MeterRegistry meters) {
    return new ProviderMeters(meters);
  }

  @Bean
  @Lazy
  MessageMeters messageMeters(MeterRegistry meters) {
    return new MessageMeters(meters);
  }

  @Bean
  @Lazy
  MediaMeters mediaMeters(MeterRegistry meters) {
    return new MediaMeters(meters);
  }
}
