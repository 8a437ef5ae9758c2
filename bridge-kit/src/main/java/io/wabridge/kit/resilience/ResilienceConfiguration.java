package io.wabridge.kit.resilience;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.client.Tenants;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Limits of calls to the outside, and of webhooks from the outside. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  ResilienceProperties.class,
  QuotaProperties.class,
  TransferProperties.class
})
public class ResilienceConfiguration {

  @Bean
  GuardMeters guardMeters(MeterRegistry meters) {
    return new GuardMeters(meters);
  }

  @Bean
  Quotas quotas(QuotaProperties properties) {
    return new Quotas(properties);
  }

  @Bean
  TransferLimiter transferLimiter(TransferProperties properties) {
    return new TransferLimiter(properties);
  }

  @Bean
  EndpointGuards endpointGuards(
      ResilienceProperties properties, GuardMeters meters, Tenants tenants) {
    return new EndpointGuards(properties, meters, new CredentialReports(tenants));
  }
}
