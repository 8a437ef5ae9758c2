package io.wabridge.state.export;

import io.wabridge.state.history.ExportedConversations;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/** Names that say what a file is: its time, its kind, its message, and its sender's name for it. */
final class FileNames {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH.mm.ss").withZone(ZoneOffset.UTC);

  private static final int LONGEST = 100;

  private FileNames() {}

  static String of(ExportedConversations.File file) {
    var name = file.filename();
    var beginning = TIME.format(file.at()) + " " + file.kind() + " " + file.message();
    return name == null || name.isBlank()
        ? beginning + extension(file.mimeType())
        : beginning + " " + harmless(name);
  }

  /** Without separators and control characters; the end, with the extension, stays. */
  private static String harmless(String name) {
    var clean = name.strip().replaceAll("[^\\p{L}\\p{M}\\p{N}._ ()-]", "_").replace("..", "_");
    var points = clean.codePointCount(0, clean.length());
    return points <= LONGEST
        ? clean
        : clean.substring(clean.offsetByCodePoints(clean.length(), -LONGEST));
  }

  private static String extension(String mimeType) {
    var end = mimeType.indexOf(';');
    try {
      return MimeTypes.getDefaultMimeTypes()
          .forName((end < 0 ? mimeType : mimeType.substring(0, end)).strip())
          .getExtension();
    } catch (MimeTypeException e) {
      return "";
    }
  }
}
