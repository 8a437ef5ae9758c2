package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An id from the other side; opaque, only its connector may interpret it. */
public record ExternalId(@JsonValue String value) {

  private static final char DERIVED = '#';
  private static final String PROVISIONAL = "provisional:";
  private static final int KEY_DIGITS = 40;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ExternalId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a external id must not be blank");
    }
  }

  /** The id of something that the bridge itself says about what has this id. */
  public ExternalId derived(String what) {
    return new ExternalId(value + DERIVED + what);
  }

  /**
   * The id of a reply that a desk sends under this idempotency key: a repeated one has the same id,
   * whatever way it comes.
   */
  public static ExternalId ofKey(DeskId desk, String idempotencyKey) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest((desk + "|" + idempotencyKey).getBytes(StandardCharsets.UTF_8));
      return new ExternalId("api-" + HexFormat.of().formatHex(hash).substring(0, KEY_DIGITS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** Whether it is an id of the bridge, which the other side does not know. */
  public boolean derived() {
    return value.indexOf(DERIVED) >= 0;
  }

  /**
   * The id of a message that the other side gave when it took the message, and does not use later.
   * The id in the message's first status replaces it.
   */
  public static ExternalId provisional(String value) {
    return new ExternalId(PROVISIONAL + value);
  }

  /** Whether the other side does not use it any more. */
  public boolean provisional() {
    return value.startsWith(PROVISIONAL);
  }

  @Override
  public String toString() {
    return value;
  }
}
