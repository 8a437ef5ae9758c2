package io.wabridge.kit.gate;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gates a service stands before the outside, and before what the outside brings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  GateProperties.class,
  QuotaProperties.class,
  TransferProperties.class
})
public class GateConfiguration {

  @Bean
  GateMeters gateMeters(MeterRegistry meters) {
    return new GateMeters(meters);
  }

  @Bean
  Quotas quotas(QuotaProperties properties) {
    return new Quotas(properties);
  }

  @Bean
  Transfers transfers(TransferProperties properties) {
    return new Transfers(properties);
  }

  @Bean
  ChannelGates channelGates(GateProperties properties, GateMeters meters) {
    return new ChannelGates(properties, meters);
  }

  @Bean
  DeskGates deskGates(GateProperties properties, GateMeters meters) {
    return new DeskGates(properties, meters);
  }
}
