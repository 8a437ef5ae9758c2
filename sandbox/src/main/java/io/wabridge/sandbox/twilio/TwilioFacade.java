package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.FaultFilter;
import io.wabridge.sandbox.Faults;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** What the application that stands in for WhatsApp additionally is below /twilio. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class TwilioFacade {
  static final String BASE = "/twilio";
  static final String ACCOUNT = BASE + "/2010-04-01/Accounts/{account}";

  @Bean
  FilterRegistrationBean<FaultFilter> twilioFaults(Faults faults) {
    FilterRegistrationBean<FaultFilter> filter =
        new FilterRegistrationBean<>(new FaultFilter(faults, new TwilioFaults()));
    filter.setOrder(-1);
    filter.addUrlPatterns(BASE + "/*");
    return filter;
  }
}
