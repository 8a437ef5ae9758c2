package io.wabridge.genesys.api;

import java.util.Locale;
import java.util.Set;

/**
 * The types with which files are served: those that a browser shows or plays without running
 * anything. The type comes from the sender; any other one is served as bytes.
 */
final class ServedTypes {

  private static final String BYTES = "application/octet-stream";

  private static final Set<String> DOCUMENTS =
      Set.of(
          "application/pdf",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "application/rtf",
          "application/zip",
          "application/json",
          "text/plain",
          "text/csv",
          "text/vcard",
          "text/calendar");

  private ServedTypes() {}

  static String of(String type) {
    var cut = type.indexOf(';');
    var bare = (cut < 0 ? type : type.substring(0, cut)).strip().toLowerCase(Locale.ROOT);
    return DOCUMENTS.contains(bare) || showsOrPlays(bare) ? bare : BYTES;
  }

  /** A picture of SVG is a document with scripts. */
  private static boolean showsOrPlays(String bare) {
    return bare.matches("(image|audio|video)/[a-z0-9.+-]{1,60}") && !bare.contains("xml");
  }
}
