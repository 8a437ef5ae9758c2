package io.wabridge.state.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A tenant's key for hashes of words. A hash is the first 8 bytes of HMAC-SHA256; without the key a
 * word cannot be tried.
 */
final class SearchKey {

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac keyed;

  SearchKey(byte[] key) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is not available", e);
    }
  }

  /** The hash of a word in this form. */
  long word(String form) {
    return hash("w:" + form);
  }

  /** The hash of the beginning of words. */
  long beginning(String beginning) {
    return hash("b:" + beginning);
  }

  /** The hash of a kind of contents. */
  long kind(String name) {
    return hash("k:" + name);
  }

  private long hash(String term) {
    return ByteBuffer.wrap(sign(term)).getLong();
  }

  /** A signature of 32 bytes, of a text that no hash has. */
  byte[] signature(String text) {
    return sign("s:" + text);
  }

  private byte[] sign(String text) {
    try {
      // a copy has the key set up, and belongs to this thread
      return ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's " + ALGORITHM + " can be copied", e);
    }
  }
}
