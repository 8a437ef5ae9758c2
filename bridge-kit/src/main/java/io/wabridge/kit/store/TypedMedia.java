package io.wabridge.kit.store;

import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;

/** Gives a file the type that was found, and a kind that fits it. */
final class TypedMedia {

  private TypedMedia() {}

  /** A document stays one; what is no picture is not sent as a picture. */
  static Content.Media of(Content.Media media, String found) {
    var type = withinKind(media.type(), found);
    return new Content.Media(
        kind(media.type(), type),
        type,
        media.filename(),
        media.caption(),
        media.voice(),
        media.file());
  }

  /** Containers carry sound and pictures; their content does not say which. */
  private static String withinKind(MediaKind kind, String type) {
    return switch (kind) {
      case AUDIO ->
          switch (FileTypes.bare(type)) {
            case "video/mp4", "application/mp4" -> "audio/mp4";
            case "video/webm", "application/x-matroska" -> "audio/webm";
            case "video/3gpp" -> "audio/3gpp";
            default -> type;
          };
      case VIDEO -> type.equals("application/mp4") ? "video/mp4" : type;
      case IMAGE, STICKER, DOCUMENT -> type;
    };
  }

  private static MediaKind kind(MediaKind announced, String type) {
    var main = type.substring(0, Math.max(0, type.indexOf('/')));
    return switch (announced) {
      case DOCUMENT -> MediaKind.DOCUMENT;
      case STICKER -> main.equals("image") ? MediaKind.STICKER : MediaKind.DOCUMENT;
      case IMAGE, VIDEO, AUDIO ->
          switch (main) {
            case "image" -> MediaKind.IMAGE;
            case "video" -> MediaKind.VIDEO;
            case "audio" -> MediaKind.AUDIO;
            default -> type.equals(FileTypes.UNKNOWN) ? announced : MediaKind.DOCUMENT;
          };
    };
  }
}
