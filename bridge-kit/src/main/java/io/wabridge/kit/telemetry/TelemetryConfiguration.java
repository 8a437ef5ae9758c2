package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import io.wabridge.model.CallListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;

/** The meters of a service. A service without messages has no meters of messages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TelemetryProperties.class, TraceProperties.class})
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
  Traces traces(
      TraceProperties properties, @Value("${spring.application.name:wabridge}") String service) {
    return Traces.of(service, properties);
  }

  /** Runs before all other filters, so that all work of a request has its correlation. */
  @Bean
  FilterRegistrationBean<TracingServerFilter> tracingServerFilter(
      Traces traces, @Value("${bridge.traces.from-outside:false}") boolean fromOutside) {
    var filter = new FilterRegistrationBean<>(new TracingServerFilter(traces, fromOutside));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }

  /** Exemplars link slow messages to their traces if traces are collected; they cost a look-up. */
  @Bean
  @ConditionalOnExpression("!'${bridge.traces.endpoint:}'.isBlank()")
  SpanContext exemplars() {
    return new Exemplars();
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
  Removals removals(MeterRegistry meters) {
    return new Removals(meters);
  }

  @Bean
  @Lazy
  MediaMeters mediaMeters(MeterRegistry meters) {
    return new MediaMeters(meters);
  }
}
