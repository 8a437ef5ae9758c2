package io.wabridge.auth.account;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time codes (RFC 6238) of six digits, as authenticator apps show them. */
final class Totp {

  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 1_000_000;

  private Totp() {}

  static String code(byte[] secret, long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      var offset = hash[hash.length - 1] & 0xf;
      var number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return "%06d".formatted(number % DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
  }

  /** The time step of this code: the current one, the one before or the one after. */
  static OptionalLong matching(byte[] secret, String code, Instant now) {
    var current = step(now);
    return LongStream.rangeClosed(current - 1, current + 1)
        .filter(step -> MessageDigest.isEqual(code(secret, step).getBytes(), code.getBytes()))
        .findFirst();
  }
}
