package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import java.net.URI;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the content of a reply: {@code {"type": "text", "text": "…"}}, or media, choice, location,
 * contacts, reaction, template or one of {@link ApiInteraction} in a property of that name. Every
 * wrong or unknown field is a problem.
 */
final class ApiContents {

  private static final Set<String> TYPES =
      Set.of("text", "media", "choice", "location", "contacts", "reaction", "template");
  private static final int LONGEST_TEXT = 65_536;
  private static final int LONGEST_NAME = 1000;
  private static final String UPLOAD = "[A-Za-z0-9-]{1,64}";

  private final ApiFields fields;

  ApiContents(ApiFields fields) {
    this.fields = fields;
  }

  @Nullable Content read(JsonNode body) {
    if (!body.isObject()) {
      fields.wrong("", "must be a JSON object");
      return null;
    }
    String type = Fields.word(body, "type", "");
    boolean interaction = ApiInteraction.TYPES.contains(type);
    if (!TYPES.contains(type) && !interaction) {
      String known =
          Stream.concat(TYPES.stream(), ApiInteraction.TYPES.stream())
              .sorted()
              .collect(Collectors.joining(", "));
      fields.wrong("type", "must be one of " + known);
      return null;
    }
    fields.known(
        body, "", type.equals("reaction") ? Set.of("type", type) : Set.of("type", type, "replyTo"));
    JsonNode value = body.path(type);
    if (interaction) {
      return new ApiInteraction(fields).read(type, value);
    }
    return switch (type) {
      case "text" -> new Content.Text(fields.text(body, "text", "text", LONGEST_TEXT));
      case "media" -> media(value);
      case "choice" -> choice(value);
      case "location" -> location(value);
      case "reaction" -> reaction(value);
      case "template" -> new ApiTemplate(fields, this).read(value);
      default -> contacts(value);
    };
  }

  @Nullable Content media(JsonNode media) {
    fields.known(
        media,
        "media.",
        Set.of("kind", "url", "uploadId", "mimeType", "filename", "caption", "voice"));
    @Nullable MediaRef file = file(media);
    @Nullable String mimeType = fields.optional(media, "mimeType", "media.mimeType", 200);
    if (mimeType != null && Filenames.type(mimeType, "").isEmpty()) {
      fields.wrong("media.mimeType", "must be a media type, as image/png");
    }
    if (media.has("voice") && !media.path("voice").isBoolean()) {
      fields.wrong("media.voice", "must be true or false");
    }
    MediaKind kind = kind(media, mimeType == null ? "" : mimeType);
    @Nullable String filename = fields.optional(media, "filename", "media.filename", LONGEST_NAME);
    @Nullable String caption = fields.optional(media, "caption", "media.caption", LONGEST_TEXT);
    return file == null
        ? null
        : new Content.Media(
            kind,
            mimeType == null ? "application/octet-stream" : mimeType,
            Filenames.plain(filename),
            caption,
            Fields.flag(media, "voice"),
            file);
  }

  /** An address from which the file is fetched, or the id of an upload. */
  private @Nullable MediaRef file(JsonNode media) {
    if (!media.isObject()) {
      return null;
    }
    if (media.has("url") == media.has("uploadId")) {
      fields.wrong("media", "must have either url or uploadId");
      return null;
    }
    if (media.has("uploadId")) {
      String upload = fields.text(media, "uploadId", "media.uploadId", LONGEST_NAME);
      if (!upload.isEmpty() && !upload.matches(UPLOAD)) {
        fields.wrong("media.uploadId", "must be the id of an upload of this desk");
        return null;
      }
      return MediaRef.Remote.ofUpload(upload);
    }
    String url = fields.text(media, "url", "media.url", 2048);
    if (!url.isEmpty() && !web(url)) {
      fields.wrong("media.url", "must be an https or http address");
    }
    return new MediaRef.Remote(null, url, null, null);
  }

  private MediaKind kind(JsonNode media, String mimeType) {
    @Nullable String named = fields.optional(media, "kind", "media.kind", LONGEST_NAME);
    if (named != null) {
      return Arrays.stream(MediaKind.values())
          .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(named))
          .findFirst()
          .orElseGet(() -> {
            fields.wrong("media.kind", "must be one of audio, document, image, sticker, video");
            return MediaKind.DOCUMENT;
          });
    }
    return switch (mimeType.split("/", 2)[0]) {
      case "image" -> MediaKind.IMAGE;
      case "video" -> MediaKind.VIDEO;
      case "audio" -> MediaKind.AUDIO;
      default -> MediaKind.DOCUMENT;
    };
  }

  private static boolean web(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null && Set.of("https", "http").contains(uri.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private @Nullable Content choice(JsonNode choice) {
    fields.known(choice, "choice.", Set.of("body", "options", "header", "footer", "button"));
    if (!choice.isObject()) {
      return null;
    }
    String question = fields.text(choice, "body", "choice.body", 4096);
    JsonNode options = choice.path("options");
    if (!options.isArray() || options.isEmpty() || options.size() > 50) {
      fields.wrong("choice.options", "must have 1 to 50 elements");
      return null;
    }
    List<Content.Choice.Option> read = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < options.size(); i++) {
      String path = "choice.options[" + i + "].";
      JsonNode option = options.get(i);
      fields.known(option, path, Set.of("id", "title", "description", "section"));
      if (!option.isObject()) {
        continue;
      }
      String id = fields.text(option, "id", path + "id", 256);
      if (!id.isEmpty() && !ids.add(id)) {
        fields.wrong(path + "id", "is the id of another option, too");
      }
      read.add(
          new Content.Choice.Option(
              id,
              fields.text(option, "title", path + "title", LONGEST_NAME),
              fields.optional(option, "description", path + "description", LONGEST_NAME),
              fields.optional(option, "section", path + "section", LONGEST_NAME),
              null));
    }
    return new Content.Choice(question, read, null, frame(choice));
  }

  private Content.Choice.@Nullable Frame frame(JsonNode choice) {
    Content.Choice.Frame frame =
        new Content.Choice.Frame(
            fields.optional(choice, "header", "choice.header", LONGEST_NAME),
            fields.optional(choice, "footer", "choice.footer", LONGEST_NAME),
            fields.optional(choice, "button", "choice.button", LONGEST_NAME));
    return frame.equals(new Content.Choice.Frame(null, null, null)) ? null : frame;
  }

  @Nullable Content location(JsonNode place) {
    fields.known(place, "location.", Set.of("latitude", "longitude", "name", "address", "url"));
    if (!place.isObject()) {
      return null;
    }
    @Nullable Double latitude = within(place, "latitude", 90);
    @Nullable Double longitude = within(place, "longitude", 180);
    @Nullable String name = fields.optional(place, "name", "location.name", LONGEST_NAME);
    @Nullable String address = fields.optional(place, "address", "location.address", LONGEST_NAME);
    @Nullable String url = fields.optional(place, "url", "location.url", 2048);
    return latitude == null || longitude == null
        ? null
        : new Content.Location(latitude, longitude, name, address, url);
  }

  private @Nullable Double within(JsonNode place, String name, int most) {
    @Nullable Double number = Fields.decimal(place, name);
    if (number == null || Math.abs(number) > most) {
      fields.wrong("location." + name, "must be a number from -" + most + " to " + most);
      return null;
    }
    return number;
  }

  /** No emoji: the reaction is removed. */
  private @Nullable Content reaction(JsonNode reaction) {
    fields.known(reaction, "reaction.", Set.of("messageId", "emoji"));
    if (!reaction.isObject()) {
      return null;
    }
    String target = fields.text(reaction, "messageId", "reaction.messageId", ApiReply.LONGEST_ID);
    @Nullable String emoji = fields.optional(reaction, "emoji", "reaction.emoji", 64);
    if (emoji != null && !singleEmoji(emoji)) {
      fields.wrong("reaction.emoji", "must be one emoji; without it the reaction is removed");
    }
    return target.isEmpty() ? null : new Content.Reaction(emoji, new ExternalId(target));
  }

  private static boolean singleEmoji(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    return characters.next() == text.length()
        && text.codePoints().anyMatch(one -> Character.isEmoji(one))
        && text.codePoints().anyMatch(one -> one > 0x7f);
  }

  private @Nullable Content contacts(JsonNode contacts) {
    if (!contacts.isArray() || contacts.isEmpty() || contacts.size() > 20) {
      fields.wrong("contacts", "must have 1 to 20 elements");
      return null;
    }
    List<Content.Contacts.Card> cards = new ArrayList<>();
    for (int i = 0; i < contacts.size(); i++) {
      JsonNode card = contacts.get(i);
      String path = "contacts[" + i + "].";
      fields.known(
          card, path, Set.of("name", "organization", "phones", "emails", "addresses", "urls"));
      if (!card.isObject()) {
        continue;
      }
      cards.add(
          new Content.Contacts.Card(
              fields.text(card, "name", path + "name", 250),
              fields.optional(card, "organization", path + "organization", 250),
              strings(card, "phones", path),
              strings(card, "emails", path),
              strings(card, "addresses", path),
              strings(card, "urls", path)));
    }
    return new Content.Contacts(cards);
  }

  private List<String> strings(JsonNode card, String name, String path) {
    if (!card.has(name)) {
      return List.of();
    }
    boolean strings =
        card.path(name).isArray() && card.path(name).values().stream().allMatch(JsonNode::isString);
    if (!strings) {
      fields.wrong(path + name, "must be a list of strings");
      return List.of();
    }
    return card.path(name).values().stream().map(JsonNode::asString).map(Fields::clean).toList();
  }
}
