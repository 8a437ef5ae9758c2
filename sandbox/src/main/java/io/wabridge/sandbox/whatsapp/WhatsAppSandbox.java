package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.FaultFilter;
import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.SandboxConfiguration;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.WebhookLog;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The stand-in application of WhatsApp Cloud. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(SandboxConfiguration.class)
public class WhatsAppSandbox {
  @Bean
  Settings<WhatsAppSettings> settings() {
    return new Settings<>(WhatsAppSettings.class, WhatsAppSettings.usual());
  }

  @Bean
  WebhookLog webhookLog(ShiftingClock clock, Settings<WhatsAppSettings> settings) {
    return new WebhookLog(clock, () -> settings.now().lean());
  }

  @Bean
  FilterRegistrationBean<GraphVersionFilter> graphDoor() {
    FilterRegistrationBean<GraphVersionFilter> door =
        new FilterRegistrationBean<>(new GraphVersionFilter());
    door.setOrder(1);
    return door;
  }

  @Bean
  FilterRegistrationBean<FaultFilter> faultFilter(Faults faults) {
    FilterRegistrationBean<FaultFilter> filter =
        new FilterRegistrationBean<>(new FaultFilter(faults, new GraphFaults()));
    filter.setOrder(2);
    return filter;
  }
}
