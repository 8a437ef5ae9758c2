package io.wabridge.gateway;

import io.wabridge.kit.WebhookBody;
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

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getContentLengthLong() <= WebhookBody.LARGEST
        || !request.getServletPath().startsWith("/webhooks/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    Refusal.write(
        response,
        HttpStatus.CONTENT_TOO_LARGE,
        "A webhook may have " + WebhookBody.LARGEST / 1024 / 1024 + " MB at most.");
  }
}
