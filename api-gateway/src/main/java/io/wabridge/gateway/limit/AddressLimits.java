package io.wabridge.gateway.limit;

import io.wabridge.gateway.ProblemWriter;
import io.wabridge.kit.access.AddressRange;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the requests of an address, and how often it may be refused: any number of forged webhooks,
 * guesses of a verify token, of a link or of a bearer token is answered 429 here, and costs no
 * service its time. Refused webhooks count for their own path, because a product sends those of all
 * tenants from the same addresses.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class AddressLimits extends OncePerRequestFilter {

  private static final Set<Integer> REFUSED = Set.of(401, 403, 404, 405);

  private static final Set<Integer> UNAUTHENTICATED = Set.of(401);

  /**
   * The programs of one network share an address: one with a revoked token must not stop the others
   * soon. Tokens are too long to be guessed.
   */
  private static final long TOKENS = 10;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Buckets requests;
  private final Buckets refusals;
  private final Buckets verifications;
  private final Buckets tokens;

  AddressLimits(LimitProperties limits) {
    this.requests =
        new Buckets(
            2L * limits.requestsPerSecond(), limits.requestsPerSecond(), Duration.ofSeconds(1));
    this.refusals = new Buckets(limits.refusalsPerMinute(), limits.refusalsPerMinute(), MINUTE);
    this.tokens =
        new Buckets(
            TOKENS * limits.refusalsPerMinute(), TOKENS * limits.refusalsPerMinute(), MINUTE);
    this.verifications =
        new Buckets(limits.verificationsPerMinute(), limits.verificationsPerMinute(), MINUTE);
  }

  /** The refusals that a request adds to if it is answered with one of the statuses. */
  private record Counted(Buckets buckets, String key, Set<Integer> statuses) {}

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var address = AddressRange.of(request.getRemoteAddr());
    if (!requests.take(address)) {
      tooMany(response, "1", "This address sends too many requests.");
      return;
    }
    var counted = counted(request, address);
    if (counted.filter(one -> one.buckets().isEmpty(one.key())).isPresent()) {
      tooMany(response, "60", "Too many requests of this address were refused.");
      return;
    }
    chain.doFilter(request, response);
    counted
        .filter(one -> one.statuses().contains(response.getStatus()))
        .ifPresent(one -> one.buckets().take(one.key()));
  }

  private Optional<Counted> counted(HttpServletRequest request, String address) {
    var path = request.getServletPath();
    if (path.startsWith("/webhooks/")) {
      return Optional.of(
          request.getMethod().equals("GET")
              ? new Counted(verifications, address, REFUSED)
              : new Counted(refusals, address + " " + path, REFUSED));
    }
    if (path.startsWith("/media/")) {
      return Optional.of(new Counted(refusals, address + " media", REFUSED));
    }
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null
        ? Optional.empty()
        : Optional.of(new Counted(tokens, address, UNAUTHENTICATED));
  }

  private static void tooMany(HttpServletResponse response, String after, String detail)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, after);
    ProblemWriter.write(response, HttpStatus.TOO_MANY_REQUESTS, detail);
  }
}
