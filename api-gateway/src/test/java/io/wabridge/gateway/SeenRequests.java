package io.wabridge.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Records requests as the last filter of the gateway sees them. */
@Order(Ordered.LOWEST_PRECEDENCE)
class SeenRequests extends OncePerRequestFilter {

  record Seen(String remote, String scheme, String server, List<String> forwarded) {}

  private static final List<Seen> ALL = new CopyOnWriteArrayList<>();

  static List<Seen> all() {
    return List.copyOf(ALL);
  }

  static void forget() {
    ALL.clear();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var forwarded =
        Collections.list(request.getHeaderNames()).stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).contains("forwarded"))
            .toList();
    ALL.add(
        new Seen(request.getRemoteAddr(), request.getScheme(), request.getServerName(), forwarded));
    chain.doFilter(request, response);
  }
}
