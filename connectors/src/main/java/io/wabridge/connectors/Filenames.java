package io.wabridge.connectors;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an external file name safe and complete: no folders, no control or direction characters, an
 * extension by which the file opens. All other characters are kept.
 */
public final class Filenames {

  /** Common file systems allow 255 bytes; the rest is for a program's own suffix. */
  private static final int MOST_BYTES = 240;

  private static final int LONGEST_EXTENSION = 16;
  private static final String RESERVED = "/\\:*?\"<>|";

  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  /** The beginning of a path that leads somewhere else; it is no part of a name. */
  private static final Pattern UPWARDS = Pattern.compile("^(\\.{0,2}[/\\\\])+");

  private static final Pattern TYPE =
      Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+( *; *[\\w-]+=[\\w!#$&^.+\", -]+)*");

  private Filenames() {}

  /** The name without what breaks a path or misleads a reader; null if nothing is left of it. */
  public static @Nullable String plain(@Nullable String name) {
    if (name == null) {
      return null;
    }
    StringBuilder plain = new StringBuilder();
    UPWARDS
        .matcher(name)
        .replaceFirst("")
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .map(c -> breaks(c) ? '_' : c)
        .forEach(plain::appendCodePoint);
    String text = plain.toString().strip().replaceAll("[. ]+$", "");
    if (text.isBlank() || text.chars().allMatch(c -> c == '_' || c == '.')) {
      return null;
    }
    return shortened(DEVICE.matcher(text).matches() ? "_" + text : text);
  }

  private static boolean breaks(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> RESERVED.indexOf(c) >= 0;
    };
  }

  private static String shortened(String name) {
    if (bytes(name) <= MOST_BYTES) {
      return name;
    }
    String extension = extension(name);
    String tail = extension == null ? "" : "." + extension;
    String head = name.substring(0, name.length() - tail.length());
    int room = MOST_BYTES - bytes(tail);
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < head.length(); i = head.offsetByCodePoints(i, 1)) {
      String next = Character.toString(head.codePointAt(i));
      room -= bytes(next);
      if (room < 0) {
        break;
      }
      kept.append(next);
    }
    return kept.toString().strip() + tail;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** What follows the last dot, if it looks like an extension; null otherwise. */
  private static @Nullable String extension(String name) {
    int dot = name.lastIndexOf('.');
    String tail = name.substring(dot + 1);
    return dot > 0 && tail.length() <= LONGEST_EXTENSION && tail.matches("[\\p{Alnum}_~-]+")
        ? tail
        : null;
  }

  /** The safe name with an extension by which the file opens; a name of its own if it has none. */
  public static String complete(@Nullable String name, String mimeType) {
    String plain = plain(name);
    if (plain == null) {
      return forType(mimeType);
    }
    String usual = FileExtensions.of(bareType(mimeType));
    String extension = extension(plain);
    boolean opens =
        usual == null
            || extension != null
                && (extension.equalsIgnoreCase(usual) || FileExtensions.known(extension));
    return opens ? plain : shortened(plain + "." + usual);
  }

  /** A media type with its parameters, if it is valid; it is used in headers. */
  public static String type(@Nullable String said, String otherwise) {
    return said != null && said.length() <= 200 && TYPE.matcher(said).matches() ? said : otherwise;
  }

  /** The media type only: lower case, without parameters such as a codec. */
  public static String bareType(String mimeType) {
    int cut = mimeType.indexOf(';');
    return (cut < 0 ? mimeType : mimeType.substring(0, cut)).strip().toLowerCase(Locale.ROOT);
  }

  /** A name for a file that has none. */
  public static String forType(String mimeType) {
    String extension = FileExtensions.of(bareType(mimeType));
    return "file." + (extension == null ? "bin" : extension);
  }
}
