package io.wabridge.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Removes every {@code Forwarded} and {@code X-Forwarded-*} header: those of a trusted proxy have
 * been applied by then ({@link TrustedProxies}), and the others must not reach the services.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ForwardedHeaders extends OncePerRequestFilter {

  /** A request attribute: a proxy that is not trusted, or the caller, named an address. */
  public static final String FORWARDED = "io.wabridge.gateway.forwarded";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null) {
      request.setAttribute(FORWARDED, true);
    }
    chain.doFilter(new Without(request), response);
  }

  private static boolean removed(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("forwarded") || lower.startsWith("x-forwarded-");
  }

  /** The same request without these headers. */
  private static final class Without extends HttpServletRequestWrapper {

    Without(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
      return removed(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return removed(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(
          Collections.list(super.getHeaderNames()).stream()
              .filter(name -> !removed(name))
              .toList());
    }
  }
}
