package io.wabridge.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random codes, which a person can type, and secrets; and their hashes. */
public final class RandomCodes {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** 32 characters without I, L, O and U, which are mistaken for others. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int GROUP = 4;
  private static final int SECRET_BYTES = 32;

  private RandomCodes() {}

  /** As "7Q2M-XK0D-…", of 20 bits for each group. */
  public static String code(int groups) {
    return IntStream.range(0, groups).mapToObj(_ -> group()).collect(Collectors.joining("-"));
  }

  private static String group() {
    return IntStream.range(0, GROUP)
        .mapToObj(_ -> String.valueOf(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length()))))
        .collect(Collectors.joining());
  }

  /** 256 random bits in characters that an address may contain. */
  public static String secret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
  }

  public static byte[] bytes(int number) {
    var bytes = new byte[number];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** The hash of a code; spaces, dashes and case do not matter, and O is 0. */
  public static byte[] hashOfCode(String code) {
    return hash(
        code.toUpperCase(Locale.ROOT)
            .replaceAll("[^0-9A-Z]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1'));
  }

  /** SHA-256, which suffices for secrets that cannot be guessed. */
  public static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
