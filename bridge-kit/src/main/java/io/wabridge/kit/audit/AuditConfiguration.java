package io.wabridge.kit.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Audits requests of the public API. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration implements WebMvcConfigurer {

  /** After those that refuse malformed requests. */
  private static final int LAST = 1000;

  private final AuditTrail trail;

  AuditConfiguration(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new AuditedRequests(trail)).addPathPatterns("/api/**").order(LAST);
  }
}
