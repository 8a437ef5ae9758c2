package io.wabridge.kit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Accepts requests of internal services only. Paths that are public (signed webhooks, signed media
 * links, health) are authenticated in another way, or need no authentication.
 */
class InternalAccess extends OncePerRequestFilter {

  private final byte[] expected;

  InternalAccess(BridgeProperties properties) {
    this.expected =
        ("Bearer " + properties.internalToken().reveal()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    // the path as it will be routed: decoded, without "..", "//" and ";…"
    var path = request.getServletPath();
    return !path.startsWith("/internal/") && !path.startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (shown != null && MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), expected)) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getWriter()
        .write(
            """
            {"type":"about:blank","title":"Unauthorized","status":401,\
            "detail":"A bearer token is needed; this one is missing or wrong."}\
            """);
  }
}
