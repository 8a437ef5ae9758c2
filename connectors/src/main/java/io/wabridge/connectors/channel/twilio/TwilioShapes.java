package io.wabridge.connectors.channel.twilio;

import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.ChoiceForm;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.Capabilities.MediaLimit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a WhatsApp sender at Twilio can send (providers A.4, A.6). */
final class TwilioShapes {

  static final int TEXT = 1600;
  static final int CAPTION = 1024;
  private static final long MEGA = 1024L * 1024;

  static final ChoiceForm BUTTONS = new ChoiceForm(3, 1024, 20, 0, 200);
  static final ChoiceForm LIST = new ChoiceForm(10, 1024, 24, 72, 200);

  static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of("text", "media", "location", "choice", "template"),
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
              new MediaLimit(16 * MEGA, Set.of())),
          BUTTONS,
          LIST,
          Set.of(
              Feature.TYPING,
              Feature.CHOICE_REPLIES,
              Feature.SIZE_BY_TYPE,
              Feature.VISUAL_CAPTIONS));

  private TwilioShapes() {}

  /** Twilio's list has no headings: they go into the descriptions; null if that is too long. */
  static Content.@Nullable Choice withoutHeadings(Content.Choice choice) {
    var flat =
        new Content.Choice(
            choice.text(),
            choice.options().stream().map(TwilioShapes::withoutHeading).toList(),
            choice.several());
    return LIST.fits(flat) ? flat : null;
  }

  private static Content.Choice.Option withoutHeading(Content.Choice.Option option) {
    var heading = option.section();
    var more = option.description();
    var description = heading == null ? more : more == null ? heading : heading + ": " + more;
    return new Content.Choice.Option(option.id(), option.title(), description);
  }
}
