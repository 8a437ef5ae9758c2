package io.wabridge.state;

/** What the other side said, fit for a column: without NUL, which PostgreSQL refuses, and short. */
final class LegibleDetail {

  private static final int LONGEST = 2000;

  private LegibleDetail() {}

  static String of(String detail) {
    var legible = detail.replace("\0", "");
    return legible.length() > LONGEST ? legible.substring(0, LONGEST) : legible;
  }
}
