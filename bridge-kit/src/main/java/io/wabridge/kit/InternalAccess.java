package io.wabridge.kit;

import io.wabridge.kit.access.Access;
import io.wabridge.kit.access.AccessTable;
import io.wabridge.kit.access.Caller;
import io.wabridge.kit.access.InternalToken;
import io.wabridge.kit.access.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Accepts requests of internal services only. Another service shows the token of the services and
 * may call everything; the gateway shows a signed token that says who called it, and may call of
 * the public API what this caller may. Paths that are public (signed webhooks, signed media links,
 * health) are authenticated in another way, or need no authentication.
 */
class InternalAccess extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";
  private static final String API = "/api/";

  private final byte[] expected;
  private final InternalToken tokens;
  private final String service;

  InternalAccess(
      BridgeProperties properties, @Value("${spring.application.name:}") String service) {
    this.expected = (BEARER + properties.internalToken().reveal()).getBytes(StandardCharsets.UTF_8);
    this.tokens = new InternalToken(properties.internalToken());
    this.service = service;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    // the path as it will be routed: decoded, without "..", "//" and ";…"
    var path = request.getServletPath();
    return !path.startsWith("/internal/") && !path.startsWith(API);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (shown == null) {
      Refusal.UNAUTHENTICATED.write(response);
      return;
    }
    if (MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), expected)) {
      request.setAttribute(Caller.ATTRIBUTE, new Caller.Installation(""));
      chain.doFilter(request, response);
      return;
    }
    var caller =
        shown.startsWith(BEARER) && request.getServletPath().startsWith(API)
            ? tokens.verify(shown.substring(BEARER.length()), service).orElse(null)
            : null;
    if (caller == null) {
      Refusal.UNAUTHENTICATED.write(response);
      return;
    }
    var access = AccessTable.decide(request.getMethod(), request.getServletPath(), caller);
    if (access == Access.ALLOWED) {
      request.setAttribute(Caller.ATTRIBUTE, caller);
      chain.doFilter(request, response);
    } else {
      Refusal.of(access).write(response);
    }
  }
}
