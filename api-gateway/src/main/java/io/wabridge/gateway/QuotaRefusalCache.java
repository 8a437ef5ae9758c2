package io.wabridge.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Caches for a second that a channel's or desk's webhooks exceed the tenant's quota, and refuses
 * them in the gateway: an overload costs no service its time and does not affect other tenants.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class QuotaRefusalCache extends OncePerRequestFilter {

  private static final Duration REFUSE_FOR = Duration.ofSeconds(1);

  private final Cache<String, Boolean> overQuota =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REFUSE_FOR).build();

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    // the verification of an address (GET) costs no quota
    return !request.getMethod().equals("POST")
        || !request.getServletPath().startsWith("/webhooks/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var address = request.getServletPath();
    if (overQuota.getIfPresent(address) != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      ProblemWriter.write(response, HttpStatus.TOO_MANY_REQUESTS, "The tenant's quota is used up.");
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value()) {
      overQuota.put(address, true);
    }
  }
}
