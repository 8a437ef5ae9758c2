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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;

/**
 * Verifies the signatures of the control API and of SNS, and limits the calls of each operation.
 */
final class SignedRequests extends OncePerRequestFilter {
  private static final String BODY = "sandbox.body";
  private static final String INSTANCE = "sandbox.instance";

  private final Instances instances;
  private final SignatureV4 signatures;
  private final Settings<ConnectSettings> settings;
  private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();

  SignedRequests(Instances instances, ShiftingClock clock, Settings<ConnectSettings> settings) {
    this.instances = instances;
    this.signatures = new SignatureV4(clock, Instance.REGION, this::secret);
    this.settings = settings;
  }

  /** The instance of the access key that signed the request. */
  static Instance instance(HttpServletRequest request) {
    return (Instance) request.getAttribute(INSTANCE);
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
      Instance instance = verified(request, body, topics ? "sns" : "connect");
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

  private Instance verified(HttpServletRequest request, byte[] body, String service) {
    try {
      return Objects.requireNonNull(instances.byKey(signatures.verify(request, body, service)));
    } catch (SignatureV4.Refused e) {
      throw ConnectException.of(403, e.type(), String.valueOf(e.getMessage()));
    }
  }

  private @Nullable String secret(String accessKeyId) {
    Instance instance = instances.byKey(accessKeyId);
    return instance == null ? null : instance.secretAccessKey();
  }
}
