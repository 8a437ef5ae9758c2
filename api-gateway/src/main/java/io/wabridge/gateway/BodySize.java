package io.wabridge.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a webhook whose announced length is above the limit. The service would refuse it, too,
 * but its answer does not always arrive while the gateway is still sending.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class WebhookSize extends OncePerRequestFilter {

  /** The services know the exact limit of each kind of webhook; none is higher. */
  private static final int MAX_BYTES = 3 * 1024 * 1024;

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getContentLengthLong() <= MAX_BYTES
        || !request.getServletPath().startsWith("/webhooks/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    ProblemWriter.write(
        response,
        HttpStatus.CONTENT_TOO_LARGE,
        "A webhook may have " + MAX_BYTES / 1024 / 1024 + " MB at most.");
  }
}
