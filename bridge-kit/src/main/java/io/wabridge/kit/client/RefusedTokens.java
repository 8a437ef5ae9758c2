package io.wabridge.kit.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Tokens that a product refused and that were replaced since, by their hash. Every process is
 * notified, so that none calls once more with a cached copy.
 */
public final class RefusedTokens {

  /** As long as any process may have a copy. */
  private static final Duration KNOWN_FOR = Duration.ofHours(1);

  private final Cache<String, Boolean> fingerprints =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KNOWN_FOR).build();

  /** What identifies a token of an endpoint's credential without revealing it. */
  public static String fingerprint(String endpoint, String credential, Secret token) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (endpoint + "|" + credential + "|" + token.reveal())
                      .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  public void add(String fingerprint) {
    fingerprints.put(fingerprint, true);
  }

  public boolean contains(String fingerprint) {
    return fingerprints.getIfPresent(fingerprint) != null;
  }

  /** It was issued or entered once more: only the product can say whether it is accepted now. */
  public void remove(String fingerprint) {
    fingerprints.invalidate(fingerprint);
  }
}
