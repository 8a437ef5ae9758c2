package io.wabridge.sandbox.api;

import io.wabridge.sandbox.FaultFilter;
import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.SandboxConfiguration;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.WebhookLog;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Systems that are connected by API, with the control API of the other stand-ins: a journal,
 * planned faults, and replies on request instead of a bot's.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(SandboxConfiguration.class)
public class ApiSandbox {
  @Bean
  WebhookLog webhookLog(ShiftingClock clock) {
    return new WebhookLog(clock, () -> true);
  }

  @Bean
  FilterRegistrationBean<FaultFilter> faultFilter(Faults faults) {
    FilterRegistrationBean<FaultFilter> filter =
        new FilterRegistrationBean<>(new FaultFilter(faults, new ApiFaults()));
    filter.setOrder(1);
    return filter;
  }
}
