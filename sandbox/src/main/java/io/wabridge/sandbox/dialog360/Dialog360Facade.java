package io.wabridge.sandbox.dialog360;

import io.wabridge.sandbox.FaultFilter;
import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.whatsapp.ProviderAccess;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** What the application that stands in for WhatsApp additionally is below /360dialog. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class Dialog360Facade {
  static final String BASE = "/360dialog";
  static final String KEY_HEADER = "D360-API-KEY";

  @Bean
  FilterRegistrationBean<FaultFilter> dialog360Faults(Faults faults) {
    return filter(new FaultFilter(faults, new GatewayFaults()), -1, BASE + "/*");
  }

  @Bean
  FilterRegistrationBean<Gateway> dialog360Gateway(
      Keys keys, ProviderAccess access, ShiftingClock clock) {
    return filter(new Gateway(keys, access, clock), 0, BASE + "/*");
  }

  /** Meta's CDN knows no keys of 360dialog. */
  @Bean
  FilterRegistrationBean<Filter> cdnWithoutKeys() {
    Filter refusal =
        (request, response, chain) -> {
          if (((HttpServletRequest) request).getHeader(KEY_HEADER) != null) {
            ((HttpServletResponse) response).setStatus(401);
          } else {
            chain.doFilter(request, response);
          }
        };
    return filter(refusal, 0, "/whatsapp_business/*");
  }

  private static <F extends Filter> FilterRegistrationBean<F> filter(
      F filter, int order, String path) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    registration.addUrlPatterns(path);
    return registration;
  }
}
