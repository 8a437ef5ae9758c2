package io.wabridge.sandbox.whatsapp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file types and sizes that WhatsApp accepts for each kind of message. */
final class MediaKinds {
  private static final long KB = 1024;
  private static final long MB = 1024 * KB;
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("audio/aac", "audio"),
          Map.entry("audio/amr", "audio"),
          Map.entry("audio/mpeg", "audio"),
          Map.entry("audio/mp4", "audio"),
          Map.entry("audio/ogg", "audio"),
          Map.entry("text/plain", "document"),
          Map.entry("application/pdf", "document"),
          Map.entry("application/msword", "document"),
          Map.entry("application/vnd.ms-excel", "document"),
          Map.entry("application/vnd.ms-powerpoint", "document"),
          Map.entry(OFFICE + "wordprocessingml.document", "document"),
          Map.entry(OFFICE + "spreadsheetml.sheet", "document"),
          Map.entry(OFFICE + "presentationml.presentation", "document"),
          Map.entry("image/jpeg", "image"),
          Map.entry("image/png", "image"),
          Map.entry("image/webp", "sticker"),
          Map.entry("video/mp4", "video"),
          Map.entry("video/3gpp", "video"));

  private MediaKinds() {}

  static String bare(String mime) {
    return mime.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  static @Nullable String kind(String mime) {
    return KINDS.get(bare(mime));
  }

  static long limit(String kind, boolean animated) {
    return switch (kind) {
      case "image" -> 5 * MB;
      case "audio", "video" -> 16 * MB;
      case "sticker" -> animated ? 500 * KB : 100 * KB;
      default -> 100 * MB;
    };
  }

  /** An image or a text may also be sent as a document. */
  static boolean fits(String mime, String messageType) {
    String kind = kind(mime);
    return messageType.equals("document") ? kind != null : messageType.equals(kind);
  }

  static boolean animated(Media media) throws IOException {
    try (InputStream in = Files.newInputStream(media.blob().file())) {
      return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1).contains("ANIM");
    }
  }
}
