package io.wabridge.state.history;

import java.util.Locale;
import org.openpdf.text.pdf.BaseFont;

/**
 * Text with the characters that a font has. An emoji or symbol that it lacks is shown by its name,
 * as "[waving hand sign]"; a letter that it lacks, as a box.
 */
final class PrintableText {

  private static final String BOX = "\u25a1";

  private PrintableText() {}

  static String of(String text, BaseFont font) {
    var printable = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(point, font, printable));
    return printable.toString();
  }

  private static void append(int point, BaseFont font, StringBuilder printable) {
    if (point == '\n') {
      printable.append('\n');
    } else if (point == '\t' || Character.isISOControl(point)) {
      printable.append(' ');
    } else if (isInvisible(point)) {
      return;
    } else if (Character.isBmpCodePoint(point) && font.charExists(point)) {
      printable.append((char) point);
    } else if (Character.isLetterOrDigit(point) || Character.isIdeographic(point)) {
      printable.append(BOX);
    } else {
      var name = Character.getName(point);
      printable.append('[').append(name == null ? BOX : name.toLowerCase(Locale.ROOT)).append(']');
    }
  }

  /** Joiners, variations, skin tones, and marks that change the reading direction. */
  private static boolean isInvisible(int point) {
    return point >= 0x200b && point <= 0x200f
        || point >= 0x202a && point <= 0x202e
        || point >= 0x2060 && point <= 0x206f
        || point >= 0xfe00 && point <= 0xfe0f
        || point >= 0x1f3fb && point <= 0x1f3ff
        || point >= 0xe0000 && point <= 0xe0fff
        || point == 0xfeff;
  }

  /** Whether the first letter is of a script that is read from right to left. */
  static boolean isRightToLeft(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(Character::getDirectionality)
        .findFirst()
        .map(direction ->
            direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
        .orElse(false);
  }
}
