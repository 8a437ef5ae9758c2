package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.FaultFilter;
import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.sns.SigningCertificate;
import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** What the application that stands in for WhatsApp additionally is below /aws. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class AwsFacade {
  static final String BASE = "/aws";

  @Bean
  SigningCertificate snsCertificate() {
    return SigningCertificate.generate("sns.amazonaws.com");
  }

  @Bean
  FilterRegistrationBean<FaultFilter> awsFaults(Faults faults) {
    return filter(new FaultFilter(faults, new AwsFaults()), -1);
  }

  @Bean
  FilterRegistrationBean<SignedCalls> awsSignedCalls(AwsAccounts accounts, ShiftingClock clock) {
    return filter(new SignedCalls(accounts, clock), 0);
  }

  private static <F extends Filter> FilterRegistrationBean<F> filter(F filter, int order) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    registration.addUrlPatterns(BASE + "/*");
    return registration;
  }
}
