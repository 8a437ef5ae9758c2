package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of a reply: {@code {"type": "text", "text": "…"}}, or media, choice, location or
 * contacts in a property of that name. Every wrong or unknown field is a problem.
 */
final class ApiReply {

  /** One thing that is wrong; the field is a path, as "choice.options[0].title". */
  record Problem(String field, String problem) {}

  private static final Set<String> TYPES =
      Set.of("text", "media", "choice", "location", "contacts");
  private static final int LONGEST_TEXT = 65_536;

  private final List<Problem> problems = new ArrayList<>();

  private ApiReply() {}

  /** Adds what is wrong to the list; empty if anything is. */
  static Optional<Content> read(JsonNode body, List<Problem> problems) {
    ApiReply reply = new ApiReply();
    @Nullable Content content = reply.content(body);
    problems.addAll(reply.problems);
    return problems.isEmpty() ? Optional.ofNullable(content) : Optional.empty();
  }

  private @Nullable Content content(JsonNode body) {
    if (!body.isObject()) {
      problems.add(new Problem("", "must be a JSON object"));
      return null;
    }
    String type = Fields.word(body, "type", "");
    if (!TYPES.contains(type)) {
      String known = TYPES.stream().sorted().collect(Collectors.joining(", "));
      problems.add(new Problem("type", "must be one of " + known));
      return null;
    }
    known(body, "", Set.of("type", type));
    JsonNode value = body.path(type);
    return switch (type) {
      case "text" -> new Content.Text(text(body, "text", "text", LONGEST_TEXT));
      case "media" -> media(value);
      case "choice" -> choice(value);
      case "location" -> location(value);
      default -> contacts(value);
    };
  }

  private @Nullable Content media(JsonNode media) {
    known(media, "media.", Set.of("kind", "url", "mimeType", "filename", "caption", "voice"));
    String url = text(media, "url", "media.url", 2048);
    if (!url.isEmpty() && !web(url)) {
      problems.add(new Problem("media.url", "must be an https or http address"));
    }
    String mimeType = Fields.word(media, "mimeType", "");
    if (!mimeType.isEmpty() && Filenames.type(mimeType, "").isEmpty()) {
      problems.add(new Problem("media.mimeType", "must be a media type, as image/png"));
    }
    MediaKind kind = kind(media, mimeType);
    return new Content.Media(
        kind,
        mimeType.isEmpty() ? "application/octet-stream" : mimeType,
        Filenames.plain(Fields.word(media, "filename")),
        Fields.word(media, "caption"),
        Fields.flag(media, "voice"),
        new MediaRef.Remote(null, url, null, null));
  }

  private MediaKind kind(JsonNode media, String mimeType) {
    @Nullable String named = Fields.word(media, "kind");
    if (named != null) {
      return Arrays.stream(MediaKind.values())
          .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(named))
          .findFirst()
          .orElseGet(() -> {
            problems.add(
                new Problem("media.kind", "must be one of audio, document, image, sticker, video"));
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
    known(choice, "choice.", Set.of("text", "options"));
    String question = text(choice, "text", "choice.text", 4096);
    List<JsonNode> options = Fields.list(choice, "options");
    if (options.isEmpty() || options.size() > 50) {
      problems.add(new Problem("choice.options", "must have 1 to 50 elements"));
      return null;
    }
    List<Content.Choice.Option> read = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      String path = "choice.options[" + i + "].";
      known(options.get(i), path, Set.of("id", "title", "description"));
      read.add(
          new Content.Choice.Option(
              text(options.get(i), "id", path + "id", 256),
              text(options.get(i), "title", path + "title", 1000),
              Fields.word(options.get(i), "description")));
    }
    return new Content.Choice(question, read);
  }

  private @Nullable Content location(JsonNode place) {
    known(place, "location.", Set.of("latitude", "longitude", "name", "address", "url"));
    @Nullable Double latitude = within(place, "latitude", 90);
    @Nullable Double longitude = within(place, "longitude", 180);
    return latitude == null || longitude == null
        ? null
        : new Content.Location(
            latitude,
            longitude,
            Fields.word(place, "name"),
            Fields.word(place, "address"),
            Fields.word(place, "url"));
  }

  private @Nullable Double within(JsonNode place, String name, int most) {
    @Nullable Double number = Fields.decimal(place, name);
    if (number == null || Math.abs(number) > most) {
      problems.add(
          new Problem("location." + name, "must be a number from -" + most + " to " + most));
      return null;
    }
    return number;
  }

  private @Nullable Content contacts(JsonNode contacts) {
    if (!contacts.isArray() || contacts.isEmpty() || contacts.size() > 20) {
      problems.add(new Problem("contacts", "must have 1 to 20 elements"));
      return null;
    }
    List<Content.Contacts.Card> cards = new ArrayList<>();
    for (int i = 0; i < contacts.size(); i++) {
      JsonNode card = contacts.get(i);
      String path = "contacts[" + i + "].";
      known(card, path, Set.of("name", "organization", "phones", "emails", "addresses", "urls"));
      cards.add(
          new Content.Contacts.Card(
              text(card, "name", path + "name", 250),
              Fields.word(card, "organization"),
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
      problems.add(new Problem(path + name, "must be a list of strings"));
      return List.of();
    }
    return card.path(name).values().stream().map(JsonNode::asString).map(Fields::clean).toList();
  }

  private String text(JsonNode node, String name, String path, int most) {
    @Nullable String text = Fields.text(node, name);
    if (text == null || text.isBlank()) {
      problems.add(new Problem(path, "is required"));
      return "";
    }
    if (text.length() > most) {
      problems.add(new Problem(path, "must have at most " + most + " characters"));
    }
    return text;
  }

  private void known(JsonNode node, String path, Set<String> names) {
    if (!node.isObject()) {
      problems.add(
          new Problem(path.isEmpty() ? "" : path.substring(0, path.length() - 1), "is required"));
      return;
    }
    node.propertyNames().stream()
        .filter(name -> !names.contains(name))
        .forEach(name ->
            problems.add(
                new Problem(
                    path + Fields.clip(name, 64),
                    "is not known; known are " + String.join(", ", new TreeSet<>(names)))));
  }
}
