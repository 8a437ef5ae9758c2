package io.wabridge.kit.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * Finds the media type of a file: the announced one, unless the content is something that runs, or
 * it says nothing; then by the file's name, by the type of the answer that brought it, and by its
 * content.
 */
final class FileTypes {

  static final String UNKNOWN = "application/octet-stream";

  /** How much of a file is needed to recognize its type. */
  static final int HEAD = 64 * 1024;

  private static final Set<String> SAY_NOTHING =
      Set.of(
          "",
          UNKNOWN,
          "application/binary",
          "application/download",
          "application/force-download",
          "application/unknown",
          "application/x-download",
          "application/x-unknown",
          "binary/octet-stream");

  /** Other names of types. */
  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("application/x-pdf", "application/pdf"),
          Map.entry("audio/m4a", "audio/mp4"),
          Map.entry("audio/mp3", "audio/mpeg"),
          Map.entry("audio/mpeg3", "audio/mpeg"),
          Map.entry("audio/vorbis", "audio/ogg"),
          Map.entry("audio/opus", "audio/ogg"),
          Map.entry("audio/x-aac", "audio/aac"),
          Map.entry("audio/x-m4a", "audio/mp4"),
          Map.entry("audio/x-mpeg", "audio/mpeg"),
          Map.entry("image/jpg", "image/jpeg"),
          Map.entry("image/pjpeg", "image/jpeg"),
          Map.entry("image/x-ms-bmp", "image/bmp"),
          Map.entry("image/x-png", "image/png"),
          Map.entry("text/x-vcard", "text/vcard"),
          Map.entry("video/x-m4v", "video/mp4"));

  private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

  /** What a browser or a system would run; content that is one of these is nothing else. */
  private static final Set<String> ACTIVE =
      Set.of(
          "text/html",
          "application/xhtml+xml",
          "image/svg+xml",
          "text/javascript",
          "application/javascript",
          "application/x-msdownload",
          "application/x-dosexec",
          "application/x-elf",
          "application/x-executable",
          "application/x-sharedlib",
          "application/x-mach-o",
          "application/x-sh",
          "application/x-shockwave-flash",
          "application/x-ms-installer",
          "application/x-ms-shortcut",
          "application/java-vm");

  private static final MimeTypes REGISTRY = MimeTypes.getDefaultMimeTypes();

  private FileTypes() {}

  /**
   * The type of a file.
   *
   * @param announced the type that its message names, maybe with parameters
   * @param answered the Content-Type of the answer that brought it
   * @param head its first bytes, up to {@link #HEAD}
   */
  static String of(
      String announced, @Nullable String answered, @Nullable String filename, byte[] head) {
    var active = byContent(head).filter(type -> ACTIVE.contains(bare(type)));
    if (active.isPresent()) {
      return active.get();
    }
    var said = said(announced, answered, filename, head);
    return bare(said).startsWith("image/")
        // pictures are judged by their content, and refused with another type
        ? byContent(head).filter(type -> type.startsWith("image/")).orElse(said)
        : said;
  }

  private static String said(
      String announced, @Nullable String answered, @Nullable String filename, byte[] head) {
    var type = usual(announced);
    if (!SAY_NOTHING.contains(bare(type))) {
      return type;
    }
    return Stream.of(
            byName(filename),
            Optional.ofNullable(answered).map(FileTypes::usual).filter(FileTypes::telling),
            byContent(head))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** Servers answer the rest for files that they do not know. */
  private static boolean telling(String type) {
    var bare = bare(type);
    return !SAY_NOTHING.contains(bare) && !bare.equals("text/plain") && !bare.equals("text/html");
  }

  private static Optional<String> byName(@Nullable String filename) {
    if (filename == null || filename.indexOf('.') < 0) {
      return Optional.empty();
    }
    if (filename.toLowerCase(Locale.ROOT).endsWith(".ogg")) {
      return Optional.of("audio/ogg");
    }
    var named = new Metadata();
    named.set(TikaCoreProperties.RESOURCE_NAME_KEY, filename);
    return known(detect(null, named));
  }

  private static Optional<String> byContent(byte[] head) {
    var detected = detect(new ByteArrayInputStream(head), new Metadata());
    return switch (detected) {
      case "application/x-tika-ooxml", "application/zip" -> Optional.of(office(head));
      case "application/ogg" -> Optional.of("audio/ogg");
      default -> known(detected);
    };
  }

  /** The parts of an office file name its kind. */
  private static String office(byte[] head) {
    var names = new String(head, StandardCharsets.ISO_8859_1);
    if (!names.contains("[Content_Types].xml")) {
      return "application/zip";
    }
    if (names.contains("word/")) {
      return OOXML + "wordprocessingml.document";
    }
    if (names.contains("xl/")) {
      return OOXML + "spreadsheetml.sheet";
    }
    return names.contains("ppt/") ? OOXML + "presentationml.presentation" : "application/zip";
  }

  private static String detect(@Nullable InputStream content, Metadata about) {
    try {
      return REGISTRY.detect(content, about).getBaseType().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> known(String type) {
    var usual = usual(type);
    return SAY_NOTHING.contains(usual) || usual.contains("x-tika")
        ? Optional.empty()
        : Optional.of(usual);
  }

  private static String usual(String type) {
    return USUAL.getOrDefault(type.strip().toLowerCase(Locale.ROOT), type);
  }

  static String bare(String type) {
    var cut = type.indexOf(';');
    return (cut < 0 ? type : type.substring(0, cut)).strip().toLowerCase(Locale.ROOT);
  }
}
