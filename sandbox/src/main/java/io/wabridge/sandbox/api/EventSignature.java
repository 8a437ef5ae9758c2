package io.wabridge.sandbox.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies Standard Webhooks: HMAC-SHA256 over id, timestamp and body, at most 5 minutes old. */
final class EventSignature {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private EventSignature() {}

  static boolean genuine(
      List<String> secrets, String id, String timestamp, String signatures, byte[] body) {
    if (id.isEmpty() || !timestamp.matches("[0-9]{1,12}")) {
      return false;
    }
    Duration age =
        Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), Instant.now()).abs();
    if (age.compareTo(TOLERANCE) > 0) {
      return false;
    }
    List<String> shown = Arrays.asList(signatures.split(" "));
    return secrets.stream()
        .map(secret -> sign(secret, id + "." + timestamp + ".", body))
        .anyMatch(expected -> shown.stream().anyMatch(one -> equal(one, expected)));
  }

  private static String sign(String secret, String prefix, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(prefix.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is missing in this JVM", e);
    }
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
