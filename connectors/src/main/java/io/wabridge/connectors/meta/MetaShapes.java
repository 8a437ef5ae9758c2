package io.wabridge.connectors.meta;

import io.wabridge.connectors.Filenames;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.ChoiceForm;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.Capabilities.MediaLimit;
import io.wabridge.model.connector.InteractionForm;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The types and sizes of files that WhatsApp accepts, and the kind as which a file is sent. */
public final class MetaShapes {

  static final int TEXT = 4096;
  static final int CAPTION = 1024;
  private static final long MEGA = 1024L * 1024;

  static final ChoiceForm BUTTONS = new ChoiceForm(3, 1024, 20, 0, 256);
  static final ChoiceForm LIST = new ChoiceForm(10, 1024, 24, 72, 200);

  public static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of(
              "text",
              "media",
              "location",
              "contacts",
              "choice",
              "reaction",
              "link",
              "location-request",
              "product",
              "products",
              "catalog",
              "carousel"),
          TEXT,
          CAPTION,
          Map.of(
              MediaKind.IMAGE,
              new MediaLimit(5 * MEGA, Set.of("image/jpeg", "image/png")),
              MediaKind.VIDEO,
              new MediaLimit(16 * MEGA, Set.of("video/mp4", "video/3gpp")),
              MediaKind.AUDIO,
              new MediaLimit(
                  16 * MEGA,
                  Set.of("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg")),
              MediaKind.STICKER,
              new MediaLimit(500 * 1024, Set.of("image/webp")),
              MediaKind.DOCUMENT,
              new MediaLimit(100 * MEGA, Set.of())),
          BUTTONS,
          LIST,
          Set.of(
              Feature.READ_MARKS,
              Feature.TYPING,
              Feature.CHOICE_REPLIES,
              Feature.QUOTES,
              Feature.GROUPS,
              Feature.SIZE_BY_TYPE),
          InteractionForm.USUAL);

  /** Of carriers whose templates are known: they send them, too. */
  public static final Capabilities WITH_TEMPLATES = CAPABILITIES.and("template");

  private MetaShapes() {}

  /** The kind as which it can be sent: its own, or a document, which is limited by size only. */
  static MediaKind kind(Content.Media media, long bytes) {
    MediaLimit limit = CAPABILITIES.media().get(media.type());
    boolean captionless = media.type() == MediaKind.AUDIO || media.type() == MediaKind.STICKER;
    boolean fits =
        limit != null
            && bytes <= limit.bytes()
            && (limit.mimeTypes().isEmpty()
                || limit.mimeTypes().contains(Filenames.bareType(media.mimeType())));
    boolean captionLost = captionless && media.caption() != null;
    return fits && !captionLost ? media.type() : MediaKind.DOCUMENT;
  }

  /** All types that have a form of their own, for people who sent another one. */
  static String acceptedTypes() {
    return CAPABILITIES.media().values().stream()
        .flatMap(limit -> limit.mimeTypes().stream())
        .sorted()
        .collect(Collectors.joining(", ", "Accepted are ", ", PDF, text and office files."));
  }

  static boolean tooLarge(long bytes) {
    return bytes > 100 * MEGA;
  }
}
