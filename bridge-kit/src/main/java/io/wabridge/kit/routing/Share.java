package io.wabridge.kit.routing;

import io.wabridge.model.DeskId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The place of a person among all persons, for routes that take a part of them. It depends on the
 * desk, so that two such routes share the persons independently of each other; it does not depend
 * on a route's name, place or percentage, so that changes of these move as few persons as possible.
 */
final class Share {

  private static final BigInteger PARTS = BigInteger.valueOf(100);

  private Share() {}

  /** From 0 to 99. */
  static int of(String person, DeskId desk) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest((desk.value() + " " + person).getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, hash).mod(PARTS).intValue();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
