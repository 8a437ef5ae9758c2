package io.wabridge.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a webhook, an upload or a request of the API whose announced length is above the limit.
 * The service would refuse it, too, but its answer does not always arrive while the gateway is
 * still sending.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class BodySize extends OncePerRequestFilter {

  private static final long MEGA = 1024 * 1024;

  /** The services know the exact limit of each kind of webhook and file; none is higher. */
  private enum Limit {
    WEBHOOK("A webhook may have 3 MB at most.", 3 * MEGA),
    UPLOAD("A file may have 100 MB at most.", 101 * MEGA),
    JSON("The body of a request may have 1 MB at most.", MEGA);

    private final String rule;
    private final long bytes;

    Limit(String rule, long bytes) {
      this.rule = rule;
      this.bytes = bytes;
    }
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return broken(request).isEmpty();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    ProblemWriter.write(response, HttpStatus.CONTENT_TOO_LARGE, broken(request).orElseThrow().rule);
  }

  private static Optional<Limit> broken(HttpServletRequest request) {
    return limit(request.getServletPath())
        .filter(limit -> request.getContentLengthLong() > limit.bytes);
  }

  private static Optional<Limit> limit(String path) {
    if (path.equals("/api/v1/uploads")) {
      return Optional.of(Limit.UPLOAD);
    }
    if (path.startsWith("/api/")) {
      return Optional.of(Limit.JSON);
    }
    return path.startsWith("/webhooks/") ? Optional.of(Limit.WEBHOOK) : Optional.empty();
  }
}
