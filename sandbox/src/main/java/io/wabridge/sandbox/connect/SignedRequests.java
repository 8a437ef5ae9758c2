package io.wabridge.sandbox.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.RateLimiter;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;

/**
 * Verifies the signatures (version 4) of the control API and of SNS, and limits the calls of each
 * operation. Written from the description of the algorithm, not with the vendor's code.
 */
final class SignedRequests extends OncePerRequestFilter {
  private static final String BODY = "sandbox.body";
  private static final String INSTANCE = "sandbox.instance";
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, ?"
              + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

  private final Instances instances;
  private final ShiftingClock clock;
  private final Settings<ConnectSettings> settings;
  private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();

  SignedRequests(Instances instances, ShiftingClock clock, Settings<ConnectSettings> settings) {
    this.instances = instances;
    this.clock = clock;
    this.settings = settings;
  }

  /** The access key that a request names; null without a signature. */
  static @Nullable String accessKey(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    Matcher parts = AUTHORIZATION.matcher(header == null ? "" : header);
    return parts.matches() ? parts.group(1) : null;
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
    String header = request.getHeader("Authorization");
    if (header == null) {
      throw ConnectException.of(
          403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    Matcher parts = AUTHORIZATION.matcher(header);
    if (!parts.matches()) {
      throw ConnectException.of(
          403, "IncompleteSignatureException", "The Authorization header is incomplete");
    }
    Instance instance = instances.byKey(parts.group(1));
    if (instance == null) {
      throw ConnectException.of(
          403,
          service.equals("sns") ? "InvalidClientTokenId" : "UnrecognizedClientException",
          "The security token included in the request is invalid");
    }
    String date = String.valueOf(request.getHeader("X-Amz-Date"));
    if (!parts.group(3).equals(Instance.REGION) || !parts.group(4).equals(service)) {
      throw mismatch(service, "Credential should be scoped to a valid region and service");
    }
    if (!date.startsWith(parts.group(2)) || expired(date)) {
      throw mismatch(service, "Signature expired");
    }
    List<String> signed = Arrays.asList(parts.group(5).split(";"));
    if (!signed.contains("host") || !signed.contains("x-amz-date")) {
      throw mismatch(service, "The headers host and x-amz-date must be signed");
    }
    String hash = sha256(body);
    String named = request.getHeader("x-amz-content-sha256");
    if (named != null && !named.equals(hash)) {
      throw mismatch(service, "The provided x-amz-content-sha256 does not match the body");
    }
    String canonical =
        request.getMethod()
            + "\n"
            + request.getRequestURI()
            + "\n"
            + query(request)
            + "\n"
            + headers(request, signed)
            + "\n"
            + parts.group(5)
            + "\n"
            + hash;
    String scope = parts.group(2) + "/" + parts.group(3) + "/" + service + "/aws4_request";
    String text =
        "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + sha256(canonical.getBytes(UTF_8));
    byte[] key = ("AWS4" + instance.secretAccessKey()).getBytes(UTF_8);
    for (String step : List.of(parts.group(2), parts.group(3), service, "aws4_request", text)) {
      key = hmac(key, step);
    }
    if (!MessageDigest.isEqual(
        HexFormat.of().formatHex(key).getBytes(UTF_8), parts.group(6).getBytes(UTF_8))) {
      throw mismatch(
          service, "The request signature we calculated does not match the signature you provided");
    }
    return instance;
  }

  private static ConnectException mismatch(String service, String message) {
    return ConnectException.of(
        403,
        service.equals("sns") ? "SignatureDoesNotMatch" : "InvalidSignatureException",
        message);
  }

  private boolean expired(String date) {
    try {
      Instant at = DATE.parse(date, Instant::from);
      return Duration.between(at, clock.instant()).abs().compareTo(SKEW) > 0;
    } catch (DateTimeException e) {
      return true;
    }
  }

  private static String query(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null
        ? ""
        : Arrays.stream(query.split("&"))
            .map(one -> one.contains("=") ? one : one + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  private static String headers(HttpServletRequest request, List<String> names) {
    return names.stream()
        .map(name ->
            name
                + ":"
                + Collections.list(request.getHeaders(name)).stream()
                    .map(value -> value.strip().replaceAll(" +", " "))
                    .collect(Collectors.joining(","))
                + "\n")
        .collect(Collectors.joining());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }
}
