package io.wabridge.connectors;

import io.wabridge.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The two hashes in use: HMAC-SHA256 for signatures, SHA-256 for files and events. */
public final class Digests {

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

  private Digests() {}

  public static byte[] hmacSha256(Secret key, byte[] message) {
    try {
      byte[] bytes = key.reveal().getBytes(StandardCharsets.UTF_8);
      if (bytes.length == 0) {
        throw new IllegalArgumentException("the secret must not be empty");
      }
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  public static String sha256Hex(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** A file hash written in hex or base64, as lower-case hex; null if it is neither. */
  public static @Nullable String asHex(@Nullable String hash) {
    if (hash == null) {
      return null;
    }
    if (HEX.matcher(hash).matches()) {
      return hash.toLowerCase(java.util.Locale.ROOT);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(hash);
      return bytes.length == 32 ? HexFormat.of().formatHex(bytes) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
