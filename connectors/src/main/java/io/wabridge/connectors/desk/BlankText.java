package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;

/** Text without any visible character, which desks refuse. */
final class BlankText {

  /** Letters and symbols that are drawn as nothing: Hangul fillers and the empty Braille cell. */
  private static final String FILLERS = "\u115F\u1160\u3164\uFFA0\u2800";

  private BlankText() {}

  static boolean is(String text) {
    return text.codePoints().noneMatch(BlankText::visible);
  }

  /** The text, or a placeholder for one without visible characters. */
  static String replaced(String text, Words words) {
    return is(text) ? words.say("empty") : text;
  }

  private static boolean visible(int character) {
    return switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.NON_SPACING_MARK ->
          false;
      default -> FILLERS.indexOf(character) < 0;
    };
  }
}
