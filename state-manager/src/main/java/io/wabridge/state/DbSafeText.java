package io.wabridge.state;

/** What the other side said, fit for a column: without NUL, which PostgreSQL refuses, and short. */
final class DbSafeText {

  private static final int LONGEST = 2000;

  private DbSafeText() {}

  static String of(String detail) {
    var legible = detail.replace("\0", "");
    if (legible.length() <= LONGEST) {
      return legible;
    }
    var end = Character.isHighSurrogate(legible.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return legible.substring(0, end);
  }
}
