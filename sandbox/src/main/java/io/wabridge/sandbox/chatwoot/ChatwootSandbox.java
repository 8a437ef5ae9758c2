package io.wabridge.sandbox.chatwoot;

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
import org.springframework.web.filter.UrlHandlerFilter;

/** The stand-in application of Chatwoot. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(SandboxConfiguration.class)
public class ChatwootSandbox {
  @Bean
  Settings<ChatwootSettings> settings() {
    return new Settings<>(ChatwootSettings.class, ChatwootSettings.usual());
  }

  @Bean
  WebhookLog webhookLog(ShiftingClock clock, Settings<ChatwootSettings> settings) {
    return new WebhookLog(clock, () -> settings.now().lean());
  }

  /** As in Rails, a path may end with a slash. */
  @Bean
  FilterRegistrationBean<UrlHandlerFilter> trailingSlash() {
    FilterRegistrationBean<UrlHandlerFilter> filter =
        new FilterRegistrationBean<>(
            UrlHandlerFilter.trailingSlashHandler("/api/**", "/public/**").wrapRequest().build());
    filter.setOrder(0);
    return filter;
  }

  @Bean
  FilterRegistrationBean<FaultFilter> faultFilter(Faults faults) {
    FilterRegistrationBean<FaultFilter> filter =
        new FilterRegistrationBean<>(new FaultFilter(faults, new ChatwootFaults()));
    filter.setOrder(1);
    return filter;
  }
}
