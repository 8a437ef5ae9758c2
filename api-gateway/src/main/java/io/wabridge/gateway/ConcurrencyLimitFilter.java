package io.wabridge.gateway;

import io.wabridge.kit.access.AddressRange;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests above a concurrency limit, so that requests that wait for a hanging service do
 * not fill the gateway's heap. Every kind of request has its own limit, so that one hanging service
 * blocks no other, and a high load of webhooks does not block the admin. One address cannot use up
 * a limit.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class ConcurrencyLimitFilter extends OncePerRequestFilter {

  private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();
  private final Map<String, Integer> ofAddresses = new ConcurrentHashMap<>();
  private final int limit;
  private final int ofAnAddress;

  ConcurrencyLimitFilter(GatewayProperties properties) {
    this.limit = properties.gateway().atOnce();
    this.ofAnAddress = properties.gateway().ofAnAddress();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getServletPath().startsWith("/actuator");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var kind = kind(request);
    var address = kind + " " + AddressRange.of(request.getRemoteAddr());
    var permit = permits.computeIfAbsent(kind, _ -> new Semaphore(limit));
    if (ofAddresses.merge(address, 1, Integer::sum) > ofAnAddress) {
      left(address);
      reject(response, ofAnAddress + " requests of this kind and this address");
      return;
    }
    try {
      if (!permit.tryAcquire()) {
        reject(response, limit + " requests of this kind");
        return;
      }
      try {
        chain.doFilter(request, response);
      } finally {
        permit.release();
      }
    } finally {
      left(address);
    }
  }

  private void left(String address) {
    ofAddresses.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }

  private static String kind(HttpServletRequest request) {
    var path = request.getServletPath();
    if (EventPaths.contains(path)) {
      return "events"; // streams stay open
    }
    if (path.startsWith("/webhooks/whatsapp/")) {
      return "whatsapp";
    }
    if (path.startsWith("/webhooks/")) {
      return "desks";
    }
    return path.startsWith("/media/") ? "media" : "people";
  }

  private static void reject(HttpServletResponse response, String what) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, "1");
    ProblemWriter.write(
        response,
        HttpStatus.SERVICE_UNAVAILABLE,
        what + " are already in progress; try again.");
  }
}
