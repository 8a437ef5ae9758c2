package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;

/** The beginning of another message, in one line. */
final class PlainTextQuote {

  private static final int LENGTH = 100;

  private PlainTextQuote() {}

  /** The excerpt; one that only names a kind of content names it in the language. */
  static String of(String excerpt, Words words) {
    String line = oneLine(excerpt);
    return switch (line) {
      case "[image]" -> bracketed("file.image", words);
      case "[video]" -> bracketed("file.video", words);
      case "[audio]" -> bracketed("file.audio", words);
      case "[document]" -> bracketed("file.document", words);
      case "[sticker]" -> bracketed("file.sticker", words);
      case "[location]" -> bracketed("location", words);
      case "[contact]" -> bracketed("contact", words);
      case "[form]" -> bracketed("form", words);
      case "[order]" -> bracketed("order", words);
      default -> line;
    };
  }

  private static String bracketed(String key, Words words) {
    return "[" + words.say(key).toLowerCase(words.language().locale()) + "]";
  }

  static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.codePointCount(0, line.length()) <= LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LENGTH - 1)) + "…";
  }
}
