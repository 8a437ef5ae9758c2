package io.wabridge.gateway;

import io.wabridge.kit.BridgeProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Checks the admin token on all paths that are not public ({@link PublicPaths}) and replaces it by
 * the internal token for the services: the admin token never leaves the gateway.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AdminAccess extends OncePerRequestFilter {

  private final byte[] admin;
  private final String internal;

  AdminAccess(GatewayProperties gateway, BridgeProperties bridge) {
    this.admin = bytes("Bearer " + gateway.adminToken().reveal());
    this.internal = "Bearer " + bridge.internalToken().reveal();
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
    var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (shown != null && MessageDigest.isEqual(bytes(shown), admin)) {
      chain.doFilter(new Inside(request, internal), response);
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    ProblemWriter.write(
        response,
        HttpStatus.UNAUTHORIZED,
        "The admin token is required as a bearer token; it is missing or wrong.");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The same request with the internal token. */
  private static final class Inside extends HttpServletRequestWrapper {

    private final String authorization;

    Inside(HttpServletRequest request, String authorization) {
      super(request);
      this.authorization = authorization;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)
          ? authorization
          : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)
          ? Collections.enumeration(Collections.singleton(authorization))
          : super.getHeaders(name);
    }
  }
}
