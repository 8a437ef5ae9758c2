package io.wabridge.connectors;

import java.util.Locale;
import java.util.Map;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** The extensions of file names that belong to media types. */
final class FileExtensions {

  /** Types that the registry does not know, or for which it prefers a rare extension. */
  private static final Map<String, String> PREFERRED =
      Map.ofEntries(
          Map.entry("audio/aac", "aac"),
          Map.entry("audio/mp4", "m4a"),
          Map.entry("audio/mpeg", "mp3"),
          Map.entry("audio/ogg", "ogg"),
          Map.entry("audio/webm", "webm"),
          Map.entry("application/ogg", "ogg"),
          Map.entry("application/gpx+xml", "gpx"),
          Map.entry("application/vnd.apple.pkpass", "pkpass"),
          Map.entry("application/vnd.rar", "rar"),
          Map.entry("image/jpg", "jpg"),
          Map.entry("text/markdown", "md"),
          Map.entry("text/vcard", "vcf"),
          Map.entry("video/quicktime", "mov"));

  private static final MimeTypes REGISTRY = MimeTypes.getDefaultMimeTypes();

  private FileExtensions() {}

  /** The usual extension of a type, without a dot; null if there is none. */
  static @Nullable String of(String bareType) {
    String preferred = PREFERRED.get(bareType);
    if (preferred != null) {
      return preferred;
    }
    if (bareType.equals("application/octet-stream")) {
      return null;
    }
    try {
      MimeType known = REGISTRY.getRegisteredMimeType(bareType);
      String extension = known == null ? "" : known.getExtension();
      return extension.isEmpty() ? null : extension.substring(1);
    } catch (MimeTypeException e) {
      return null;
    }
  }

  /** Whether programs know files by this extension. */
  static boolean known(String extension) {
    String type = REGISTRY.getMimeType("x." + extension.toLowerCase(Locale.ROOT)).getName();
    return !type.equals(MediaType.OCTET_STREAM.toString())
        || PREFERRED.containsValue(extension.toLowerCase(Locale.ROOT));
  }
}
