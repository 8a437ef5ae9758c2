package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.RateLimiter;
import io.wabridge.sandbox.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses calls without a token of the account or above the rate limit. */
@Component
class Access implements HandlerInterceptor, WebMvcConfigurer {
  static final String HEADER = "api_access_token";
  private static final String ADMIN = "sandbox.admin";

  private final Accounts accounts;
  private final Settings<ChatwootSettings> settings;
  private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();

  Access(Accounts accounts, Settings<ChatwootSettings> settings) {
    this.accounts = accounts;
    this.settings = settings;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/api/v1/**");
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    String token = request.getHeader(HEADER);
    Account account = owner(token);
    if (token == null || account == null) {
      throw ChatwootException.noToken();
    }
    if (!admitted(token)) {
      response.setStatus(429);
      response.getOutputStream().write("Retry later\n".getBytes(StandardCharsets.UTF_8));
      return false;
    }
    String[] path = request.getRequestURI().split("/");
    if (path.length > 4 && path[3].equals("accounts") && !path[4].equals("" + account.id())) {
      throw ChatwootException.notAuthorized();
    }
    request.setAttribute(ADMIN, token.equals(account.adminToken()));
    return true;
  }

  private @Nullable Account owner(@Nullable String token) {
    return accounts.all().stream()
        .filter(one -> one.adminToken().equals(token) || one.agentToken().equals(token))
        .findFirst()
        .orElse(null);
  }

  private boolean admitted(String token) {
    int rate = settings.now().ratePerMinute();
    return limiters
        .computeIfAbsent(token, _ -> new RateLimiter())
        .allow(System.nanoTime(), 60_000_000_000L / Math.max(1, rate), rate);
  }

  static boolean admin(HttpServletRequest request) {
    return Boolean.TRUE.equals(request.getAttribute(ADMIN));
  }

  static void requireAdmin(HttpServletRequest request) {
    if (!admin(request)) {
      throw ChatwootException.notAuthorized();
    }
  }
}
