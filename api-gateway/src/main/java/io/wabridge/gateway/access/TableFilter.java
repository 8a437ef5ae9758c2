package io.wabridge.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.access.Access;
import io.wabridge.kit.access.AccessTable;
import io.wabridge.kit.access.Caller;
import io.wabridge.kit.access.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what the table of rules does not allow; a refused caller is in the audit log. */
final class TableFilter extends OncePerRequestFilter {

  private static final Pattern TENANT = Pattern.compile("/api/v1/tenants/([^/]+)(?:/.*)?");

  private final AuthService auth;

  /** The same refusal is logged once in a while, so that no caller fills the log. */
  private final Cache<String, Boolean> logged =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  TableFilter(AuthService auth) {
    this.auth = auth;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var method = request.getMethod();
    var path = request.getServletPath();
    if (AccessTable.isOpen(method, path)) {
      chain.doFilter(request, response);
      return;
    }
    if (!(request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller)) {
      Refusal.UNAUTHENTICATED.write(response);
      return;
    }
    var access = AccessTable.decide(method, path, caller);
    if (access == Access.ALLOWED) {
      chain.doFilter(request, response);
      return;
    }
    if (access == Access.FORBIDDEN) {
      log(caller, method, path);
    }
    Refusal.of(access).write(response);
  }

  private void log(Caller caller, String method, String path) {
    var what = method + " " + path;
    if (logged.asMap().putIfAbsent(caller.name() + " " + what, true) == null) {
      auth.refused(caller.name(), tenant(path), what, caller.address());
    }
  }

  private static @Nullable String tenant(String path) {
    var parts = TENANT.matcher(path);
    return parts.matches() ? parts.group(1) : null;
  }
}
