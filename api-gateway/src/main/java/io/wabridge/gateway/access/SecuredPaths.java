package io.wabridge.gateway.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Runs sessions and Spring Security for all paths at which the caller has to be known. The others,
 * webhooks above all, pass unchanged, and without asking Redis.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class SecuredPaths extends OncePerRequestFilter {

  private final Filter sessions;
  private final Filter security;

  SecuredPaths(
      RedisSessionRepository browserSessions,
      @Qualifier("springSecurityFilterChain") Filter security) {
    this.sessions = SessionConfiguration.filter(browserSessions);
    this.security = security;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    // the path as it will be routed: decoded; NormalPaths has refused "..", "//" and ";…"
    return PublicPaths.contains(request.getServletPath()) || DeskApiPaths.authenticates(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    sessions.doFilter(request, response, (in, out) -> security.doFilter(in, out, chain));
  }
}
