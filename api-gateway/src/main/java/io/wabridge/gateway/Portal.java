package io.wabridge.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the portal at the root, with strict security headers. */
@Configuration(proxyBeanMethods = false)
class Portal {

  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  /** The API page writes styles into its elements, and has pictures in its style sheet. */
  private static final String POLICY_OF_DOCS =
      POLICY + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

  @Bean
  WebMvcConfigurer portalPages() {
    return new WebMvcConfigurer() {
      @Override
      public void addViewControllers(ViewControllerRegistry pages) {
        pages.addViewController("/").setViewName("forward:/index.html");
      }
    };
  }

  /**
   * All answers, refusals too. A file has the policy of the service that sends it. Only an answer
   * over TLS says that the browser should always use it.
   */
  @Component
  @Order(Ordered.HIGHEST_PRECEDENCE + 1)
  static class StrictBrowser extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      var path = request.getRequestURI();
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Referrer-Policy", "no-referrer");
      response.setHeader("X-Frame-Options", "DENY");
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
      if (request.isSecure()) {
        response.setHeader("Strict-Transport-Security", "max-age=31536000");
      }
      if (path.startsWith("/api/")) {
        response.setHeader("Cache-Control", "no-store");
      }
      if (!path.startsWith("/media/")) {
        var docs = path.startsWith("/docs") || path.startsWith("/swagger-ui");
        response.setHeader("Content-Security-Policy", docs ? POLICY_OF_DOCS : POLICY);
      }
      chain.doFilter(request, response);
    }
  }
}
