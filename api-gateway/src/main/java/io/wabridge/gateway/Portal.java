package io.wabridge.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the portal at the root, with strict security headers. */
@Configuration(proxyBeanMethods = false)
class Portal {

  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  WebMvcConfigurer portalPages() {
    return new WebMvcConfigurer() {
      @Override
      public void addViewControllers(ViewControllerRegistry pages) {
        pages.addViewController("/").setViewName("forward:/index.html");
      }
    };
  }

  /** All paths but the API page, whose own scripts need more. */
  @Component
  static class StrictBrowser extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      var path = request.getRequestURI();
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Referrer-Policy", "no-referrer");
      if (!path.startsWith("/docs")
          && !path.startsWith("/swagger-ui")
          && !path.startsWith("/media/")) {
        response.setHeader("Content-Security-Policy", POLICY);
      }
      chain.doFilter(request, response);
    }
  }
}
