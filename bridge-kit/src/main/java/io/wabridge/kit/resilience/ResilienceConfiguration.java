package io.wabridge.kit.resilience;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gates a service stands before the outside, and before what the outside brings. */
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
  ChannelGuards channelGuards(ResilienceProperties properties, GuardMeters meters) {
    return new ChannelGuards(properties, meters);
  }

  @Bean
  DeskGuards deskGuards(ResilienceProperties properties, GuardMeters meters) {
    return new DeskGuards(properties, meters);
  }
}
