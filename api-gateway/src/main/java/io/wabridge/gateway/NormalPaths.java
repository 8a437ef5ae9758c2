package io.wabridge.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a path that could be interpreted in different ways: with path parameters, empty or dot
 * segments, backslashes, or these written as percent codes. An accepted path is the same for the
 * checks here, for the route, and for the service behind it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class NormalPaths extends OncePerRequestFilter {

  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "[;\\\\]|//|/\\.{1,2}(/|$)|%(2[ef5]|5c|3b|[01]\\p{XDigit}|7f)|[^\\x21-\\x7e]",
          Pattern.CASE_INSENSITIVE);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (AMBIGUOUS.matcher(request.getRequestURI()).find()) {
      ProblemWriter.write(
          response,
          HttpStatus.BAD_REQUEST,
          "The path must not contain ';', backslashes, empty or dot segments, nor these encoded.");
      return;
    }
    chain.doFilter(request, response);
  }
}
