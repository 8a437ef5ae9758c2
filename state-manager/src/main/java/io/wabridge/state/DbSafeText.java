package io.wabridge.state;

/** Text of the other side, made storable: without NUL, which PostgreSQL refuses, and short. */
public final class DbSafeText {

  private static final int LONGEST = 2000;

  private DbSafeText() {}

  public static String of(String detail) {
    var clean = detail.replace("\0", "");
    if (clean.length() <= LONGEST) {
      return clean;
    }
    var end = Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return clean.substring(0, end);
  }
}
