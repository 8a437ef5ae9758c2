package io.wabridge.sandbox.genesys;

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

/** The stand-in application of Genesys Cloud. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(SandboxConfiguration.class)
public class GenesysSandbox {
  @Bean
  Settings<GenesysSettings> settings() {
    return new Settings<>(GenesysSettings.class, GenesysSettings.usual());
  }

  @Bean
  WebhookLog webhookLog(ShiftingClock clock, Settings<GenesysSettings> settings) {
    return new WebhookLog(clock, () -> settings.now().lean());
  }

  @Bean
  FilterRegistrationBean<Correlation> correlation() {
    FilterRegistrationBean<Correlation> filter = new FilterRegistrationBean<>(new Correlation());
    filter.setOrder(1);
    return filter;
  }

  @Bean
  FilterRegistrationBean<FaultFilter> faultFilter(Faults faults, AccessTokens tokens) {
    FilterRegistrationBean<FaultFilter> filter =
        new FilterRegistrationBean<>(new FaultFilter(faults, new GenesysFaults(tokens)));
    filter.setOrder(2);
    return filter;
  }
}
