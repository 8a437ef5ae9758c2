package io.wabridge.sandbox.genesys;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/** Adds a correlation id to every answer, as support would ask for it. */
final class Correlation extends OncePerRequestFilter {
  static final String ID = "sandbox.correlation";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = UUID.randomUUID().toString();
    request.setAttribute(ID, id);
    response.setHeader("ININ-Correlation-Id", id);
    chain.doFilter(request, response);
  }
}
