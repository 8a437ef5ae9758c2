package io.wabridge.gateway;

import io.wabridge.gateway.access.PublicPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the actuator: the public port has the gateway's health only, the metrics port has its
 * metrics only.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class ActuatorAccess extends OncePerRequestFilter {

  private final int metricsPort;

  ActuatorAccess(GatewayProperties properties) {
    this.metricsPort = properties.gateway().metricsPort();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var path = request.getServletPath();
    var metrics = metricsPort != 0 && request.getLocalPort() == metricsPort;
    if (metrics ? path.equals(PublicPaths.METRICS) : !hidden(path)) {
      chain.doFilter(request, response);
      return;
    }
    ProblemWriter.write(response, HttpStatus.NOT_FOUND, "There is nothing at this address.");
  }

  private static boolean hidden(String path) {
    return (path.equals("/actuator") || path.startsWith("/actuator/"))
        && !PublicPaths.isHealth(path);
  }
}
