package io.wabridge.sandbox.dialog360;

import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.whatsapp.ProviderAccess;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Passes a call on to Meta as 360dialog does: the key names the number, and the path has neither a
 * version nor the number's id.
 */
final class Gateway extends OncePerRequestFilter {
  static final String KEY = "sandbox.360dialog.key";
  static final GatewayException UNKNOWN_KEY = new GatewayException(401, "Invalid api key");
  static final GatewayException BLOCKED_PATH =
      new GatewayException(403, "This endpoint is not available");

  private final Keys keys;
  private final ProviderAccess access;
  private final ShiftingClock clock;

  Gateway(Keys keys, ProviderAccess access, ShiftingClock clock) {
    this.keys = keys;
    this.access = access;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      pass(request, response, chain);
    } catch (GatewayException e) {
      e.write(response);
    }
  }

  private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Key key = keys.find(request.getHeader(Dialog360Facade.KEY_HEADER));
    ProviderAccess.Grant grant = key == null ? null : access.grant(key.phoneNumberId());
    if (key == null || grant == null) {
      throw UNKNOWN_KEY;
    }
    String path = request.getRequestURI().substring(Dialog360Facade.BASE.length());
    if (path.equals("/v1/configs/webhook") || path.equals("/multi_webhook")) {
      request.setAttribute(KEY, key);
      chain.doFilter(request, response);
      return;
    }
    String target = target(request.getMethod() + " " + path, path, grant);
    if (target == null) {
      throw BLOCKED_PATH;
    }
    if (target.endsWith("/media") && !key.uploads()) {
      throw GatewayException.RATE_LIMIT;
    }
    boolean lookUp = request.getMethod().equals("GET") && path.matches("/\\d+");
    if (lookUp && key.blocked(clock.instant())) {
      throw GatewayException.RATE_LIMIT;
    }
    chain.doFilter(new PassedOn(request, target, grant.token()), response);
    if (lookUp && response.getStatus() >= 400) {
      key.lookUpFailed(clock.instant());
    }
  }

  private static @Nullable String target(String call, String path, ProviderAccess.Grant grant) {
    return switch (call) {
      case "POST /messages",
          "POST /marketing_messages",
          "POST /media",
          "GET /whatsapp_business_profile",
          "POST /whatsapp_business_profile" ->
          "/" + grant.phoneNumberId() + path;
      case "GET /message_templates", "POST /message_templates", "DELETE /message_templates" ->
          "/" + grant.wabaId() + path;
      case "GET /whatsapp_business/attachments/" -> path;
      default -> file(call, path, grant);
    };
  }

  /** A number is all digits, too, but 360dialog shows files only. */
  private static @Nullable String file(String call, String path, ProviderAccess.Grant grant) {
    boolean node = path.equals("/" + grant.phoneNumberId()) || path.equals("/" + grant.wabaId());
    return call.matches("(GET|DELETE) /\\d+") && !node ? path : null;
  }

  /** The call with Meta's path, and the token of 360dialog's own app. */
  private static final class PassedOn extends HttpServletRequestWrapper {
    private final String path;
    private final String token;

    PassedOn(HttpServletRequest request, String path, String token) {
      super(request);
      this.path = path;
      this.token = token;
    }

    @Override
    public String getRequestURI() {
      return path;
    }

    @Override
    public String getServletPath() {
      return path;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase("Authorization") ? "Bearer " + token : super.getHeader(name);
    }
  }
}
