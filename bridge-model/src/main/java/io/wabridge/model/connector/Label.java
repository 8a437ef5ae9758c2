package io.wabridge.model.connector;

/**
 * Makes an external value safe as the label of a metric: short, and with a limited character set.
 */
final class Label {

  private static final int LENGTH = 60;

  private Label() {}

  static String of(String word) {
    var end = word.offsetByCodePoints(0, Math.min(LENGTH, word.codePointCount(0, word.length())));
    return word.substring(0, end).replaceAll("[^A-Za-z0-9_./ -]", "?");
  }
}
