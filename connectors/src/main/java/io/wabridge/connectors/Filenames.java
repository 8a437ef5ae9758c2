package io.wabridge.connectors;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes an external file name safe: no folders, no control or direction characters. */
public final class Filenames {

  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("image/jpeg", "jpg"),
          Map.entry("image/png", "png"),
          Map.entry("image/webp", "webp"),
          Map.entry("image/gif", "gif"),
          Map.entry("video/mp4", "mp4"),
          Map.entry("video/3gpp", "3gp"),
          Map.entry("audio/ogg", "ogg"),
          Map.entry("audio/mpeg", "mp3"),
          Map.entry("audio/mp4", "m4a"),
          Map.entry("audio/aac", "aac"),
          Map.entry("audio/amr", "amr"),
          Map.entry("application/pdf", "pdf"),
          Map.entry("text/plain", "txt"));

  private static final Pattern TYPE =
      Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+( *; *[\\w-]+=[\\w!#$&^.+\", -]+)*");

  private Filenames() {}

  public static @Nullable String plain(@Nullable String name) {
    if (name == null) {
      return null;
    }
    int cut = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    StringBuilder plain = new StringBuilder();
    name.substring(cut + 1)
        .codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .limit(240)
        .forEach(plain::appendCodePoint);
    String text = plain.toString().strip();
    return text.isEmpty() || text.equals(".") || text.equals("..") ? null : text;
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
    return "file." + EXTENSIONS.getOrDefault(bareType(mimeType), "bin");
  }
}
