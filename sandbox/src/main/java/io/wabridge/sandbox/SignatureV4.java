package io.wabridge.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures of AWS (version 4), in a header or in the query of an address. Written from
 * the description of the algorithm, not with the vendor's code.
 */
public final class SignatureV4 {

  /** The signature is missing or wrong; the name is that of AWS's exception. */
  public static final class Refused extends Exception {
    private final String type;

    Refused(String type, String message) {
      super(message, null, false, false);
      this.type = type;
    }

    public String type() {
      return type;
    }
  }

  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, ?"
              + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
  private static final Pattern CREDENTIAL =
      Pattern.compile("([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request");

  private final InstantSource clock;
  private final String region;
  private final Function<String, @Nullable String> secrets;

  /**
   * @param secrets the secret of an access key; null: there is no such key
   */
  public SignatureV4(
      InstantSource clock, String region, Function<String, @Nullable String> secrets) {
    this.clock = clock;
    this.region = region;
    this.secrets = secrets;
  }

  /** The access key that a request names; null without a signature in a header. */
  public static @Nullable String accessKey(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    Matcher parts = AUTHORIZATION.matcher(header == null ? "" : header);
    return parts.matches() ? parts.group(1) : null;
  }

  /** Whether the signature in the header covers this header, which is named in lower case. */
  public static boolean covers(HttpServletRequest request, String name) {
    String header = request.getHeader("Authorization");
    Matcher parts = AUTHORIZATION.matcher(header == null ? "" : header);
    return parts.matches() && List.of(parts.group(5).split(";")).contains(name);
  }

  /** Verifies the header of a request; returns the access key. */
  public String verify(HttpServletRequest request, byte[] body, String service) throws Refused {
    String header = request.getHeader("Authorization");
    if (header == null) {
      throw new Refused("MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    Matcher parts = AUTHORIZATION.matcher(header);
    if (!parts.matches()) {
      throw new Refused("IncompleteSignatureException", "The Authorization header is incomplete");
    }
    String secret = secret(parts.group(1), service);
    String date = String.valueOf(request.getHeader("X-Amz-Date"));
    scope(parts.group(3), parts.group(4), service);
    if (!date.startsWith(parts.group(2)) || expired(date, SKEW)) {
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
        String.join(
            "\n",
            request.getMethod(),
            request.getRequestURI(),
            query(request, ""),
            headers(request, signed),
            parts.group(5),
            hash);
    compare(canonical, date, parts.group(2), service, secret, parts.group(6));
    return parts.group(1);
  }

  /** Verifies the query of an address that was signed for some time; returns the access key. */
  public String verifyAddress(HttpServletRequest request, String service) throws Refused {
    Map<String, String> query = parameters(request);
    Matcher credential = CREDENTIAL.matcher(query.getOrDefault("X-Amz-Credential", ""));
    String date = query.getOrDefault("X-Amz-Date", "");
    String seconds = query.getOrDefault("X-Amz-Expires", "");
    if (!credential.matches()
        || !"AWS4-HMAC-SHA256".equals(query.get("X-Amz-Algorithm"))
        || !seconds.matches("[0-9]{1,6}")) {
      throw new Refused("AccessDenied", "Access Denied");
    }
    String secret = secret(credential.group(1), service);
    scope(credential.group(3), credential.group(4), service);
    if (expired(date, Duration.ofSeconds(Long.parseLong(seconds)))) {
      throw new Refused("AccessDenied", "Request has expired");
    }
    List<String> signed = Arrays.asList(query.getOrDefault("X-Amz-SignedHeaders", "").split(";"));
    String canonical =
        String.join(
            "\n",
            request.getMethod(),
            request.getRequestURI(),
            query(request, "X-Amz-Signature"),
            headers(request, signed),
            String.join(";", signed),
            "UNSIGNED-PAYLOAD");
    String given = query.getOrDefault("X-Amz-Signature", "");
    compare(canonical, date, credential.group(2), service, secret, given);
    return credential.group(1);
  }

  private String secret(String accessKey, String service) throws Refused {
    String secret = secrets.apply(accessKey);
    if (secret == null) {
      throw new Refused(
          switch (service) {
            case "sns", "sts" -> "InvalidClientTokenId";
            case "s3" -> "InvalidAccessKeyId";
            default -> "UnrecognizedClientException";
          },
          "The security token included in the request is invalid");
    }
    return secret;
  }

  private void scope(String signedRegion, String signedService, String service) throws Refused {
    if (!signedRegion.equals(region) || !signedService.equals(service)) {
      throw mismatch(service, "Credential should be scoped to a valid region and service");
    }
  }

  private void compare(
      String canonical, String date, String day, String service, String secret, String given)
      throws Refused {
    String scope = day + "/" + region + "/" + service + "/aws4_request";
    String text =
        "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + sha256(canonical.getBytes(UTF_8));
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String step : List.of(day, region, service, "aws4_request", text)) {
      key = hmac(key, step);
    }
    if (!MessageDigest.isEqual(
        HexFormat.of().formatHex(key).getBytes(UTF_8), given.getBytes(UTF_8))) {
      throw mismatch(
          service, "The request signature we calculated does not match the signature you provided");
    }
  }

  private static Refused mismatch(String service, String message) {
    return new Refused(
        service.equals("sns") || service.equals("s3") || service.equals("sts")
            ? "SignatureDoesNotMatch"
            : "InvalidSignatureException",
        message);
  }

  private boolean expired(String date, Duration valid) {
    try {
      Instant at = DATE.parse(date, Instant::from);
      return Duration.between(at, clock.instant()).abs().compareTo(valid) > 0;
    } catch (DateTimeException e) {
      return true;
    }
  }

  private static Map<String, String> parameters(HttpServletRequest request) {
    Map<String, String> parameters = new HashMap<>();
    String query = request.getQueryString();
    for (String pair : (query == null ? "" : query).split("&")) {
      String[] both = pair.split("=", 2);
      parameters.put(both[0], both.length > 1 ? URLDecoder.decode(both[1], UTF_8) : "");
    }
    return parameters;
  }

  private static String query(HttpServletRequest request, String without) {
    String query = request.getQueryString();
    return query == null
        ? ""
        : Arrays.stream(query.split("&"))
            .map(one -> one.contains("=") ? one : one + "=")
            .filter(one -> without.isEmpty() || !one.startsWith(without + "="))
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
