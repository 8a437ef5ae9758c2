package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.RateLimiter;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.SignatureV4;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;

/**
 * Verifies the signatures of the control API, of SNS and of STS, and limits the calls of each
 * operation. The key of a session counts only with its token, which must be signed.
 */
final class SignedRequests extends OncePerRequestFilter {
  private static final String BODY = "sandbox.body";
  private static final String INSTANCE = "sandbox.instance";
  private static final String USER = "sandbox.user";
  private static final String TOKEN = "x-amz-security-token";

  private final Instances instances;
  private final Roles roles;
  private final SignatureV4 signatures;
  private final Settings<ConnectSettings> settings;
  private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();

  SignedRequests(
      Instances instances, Roles roles, ShiftingClock clock, Settings<ConnectSettings> settings) {
    this.instances = instances;
    this.roles = roles;
    this.signatures = new SignatureV4(clock, Instance.REGION, this::secret);
    this.settings = settings;
  }

  /** The instance of the access key that signed the request. */
  static Instance instance(HttpServletRequest request) {
    return (Instance) request.getAttribute(INSTANCE);
  }

  /** The access key that signed a call of STS; null: the call is of another service. */
  static @Nullable String user(HttpServletRequest request) {
    return (String) request.getAttribute(USER);
  }

  static byte[] body(HttpServletRequest request) {
    return (byte[]) request.getAttribute(BODY);
  }

  static JsonNode json(HttpServletRequest request) {
    return Json.read(body(request));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    boolean topics = path.equals("/") && request.getMethod().equals("POST");
    if (!topics && !path.startsWith("/contact/") && !path.startsWith("/instance/")) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body = request.getInputStream().readAllBytes();
    try {
      if (topics && new String(body, StandardCharsets.UTF_8).contains(RoleEndpoint.ACTION)) {
        request.setAttribute(USER, key(request, body, "sts"));
        request.setAttribute(BODY, body);
        chain.doFilter(request, response);
        return;
      }
      Instance instance = instance(request, body, topics ? "sns" : "connect");
      String operation = path.startsWith("/instance/") ? "instance" : path;
      if (!admitted(instance.id() + " " + operation)) {
        throw ConnectException.of(429, "TooManyRequestsException", "Rate exceeded");
      }
      request.setAttribute(BODY, body);
      request.setAttribute(INSTANCE, instance);
    } catch (ConnectException e) {
      ConnectErrors.write(e, request, response);
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean admitted(String operation) {
    int rate = Math.max(1, settings.now().callsPerSecond());
    return limiters
        .computeIfAbsent(operation, _ -> new RateLimiter())
        .allow(System.nanoTime(), 1_000_000_000L / rate, rate + rate / 2);
  }

  private Instance instance(HttpServletRequest request, byte[] body, String service) {
    String key = key(request, body, service);
    Roles.Session session = roles.session(key);
    if (session != null) {
      return session.instance();
    }
    Instance instance = instances.byKey(key);
    if (instance == null) {
      throw ConnectException.accessDenied();
    }
    return instance;
  }

  /** The access key that signed the call. */
  private String key(HttpServletRequest request, byte[] body, String service) {
    try {
      String key = signatures.verify(request, body, service);
      Roles.Session session = roles.session(key);
      String token = request.getHeader(TOKEN);
      if (session == null ? token != null : !session.token().equals(token)) {
        throw ConnectException.of(
            403,
            service.equals("connect") ? "UnrecognizedClientException" : "InvalidClientTokenId",
            "The security token included in the request is invalid");
      }
      if (session != null && !SignatureV4.covers(request, TOKEN)) {
        throw ConnectException.of(
            403, "InvalidSignatureException", "The header " + TOKEN + " must be signed");
      }
      if (session != null && roles.ended(session)) {
        throw ConnectException.of(
            403, "ExpiredTokenException", "The security token included in the request is expired");
      }
      return key;
    } catch (SignatureV4.Refused e) {
      throw ConnectException.of(403, e.type(), String.valueOf(e.getMessage()));
    }
  }

  private @Nullable String secret(String accessKeyId) {
    Roles.Session session = roles.session(accessKeyId);
    if (session != null) {
      return session.secret();
    }
    Role role = roles.byUser(accessKeyId);
    if (role != null) {
      return role.secretAccessKey();
    }
    Instance instance = instances.byKey(accessKeyId);
    return instance == null ? null : instance.secretAccessKey();
  }
}
