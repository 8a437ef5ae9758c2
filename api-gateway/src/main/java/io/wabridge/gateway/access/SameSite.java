package io.wabridge.gateway.access;

import io.wabridge.kit.access.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses to sign a browser in at the request of another site: the request must be JSON, which a
 * form of another site cannot send, and must not say that it comes from another site.
 */
final class SameSite extends OncePerRequestFilter {

  private static final Set<String> PATHS =
      Set.of("/api/v1/session", "/api/v1/session/link", "/api/v1/session/link/look");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  static boolean signsIn(HttpServletRequest request) {
    return request.getMethod().equals("POST") && PATHS.contains(request.getServletPath());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !signsIn(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var site = request.getHeader("Sec-Fetch-Site");
    var type = request.getContentType();
    if ((site != null && !OWN.contains(site))
        || type == null
        || !type.startsWith(MediaType.APPLICATION_JSON_VALUE)) {
      Refusal.CSRF.write(response);
      return;
    }
    chain.doFilter(request, response);
  }
}
