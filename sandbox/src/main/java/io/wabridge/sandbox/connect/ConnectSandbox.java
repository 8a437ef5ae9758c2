package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.FaultFilter;
import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.SandboxConfiguration;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.WebhookLog;
import io.wabridge.sandbox.sns.SigningCertificate;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The stand-in application of Amazon Connect. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(SandboxConfiguration.class)
public class ConnectSandbox {
  @Bean
  Settings<ConnectSettings> settings() {
    return new Settings<>(ConnectSettings.class, ConnectSettings.usual());
  }

  @Bean
  WebhookLog webhookLog(ShiftingClock clock, Settings<ConnectSettings> settings) {
    return new WebhookLog(clock, () -> settings.now().lean());
  }

  @Bean
  SigningCertificate signingCertificate() {
    return SigningCertificate.generate("sns.amazonaws.com");
  }

  @Bean
  FilterRegistrationBean<FaultFilter> faultFilter(Faults faults) {
    FilterRegistrationBean<FaultFilter> filter =
        new FilterRegistrationBean<>(new FaultFilter(faults, new ConnectFaults()));
    filter.setOrder(1);
    return filter;
  }

  @Bean
  FilterRegistrationBean<SignedRequests> signedRequests(
      Instances instances, Roles roles, ShiftingClock clock, Settings<ConnectSettings> settings) {
    FilterRegistrationBean<SignedRequests> filter =
        new FilterRegistrationBean<>(new SignedRequests(instances, roles, clock, settings));
    filter.setOrder(2);
    return filter;
  }
}
