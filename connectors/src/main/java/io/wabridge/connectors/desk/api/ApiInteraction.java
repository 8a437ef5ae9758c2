package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Content;
import io.wabridge.model.Interaction;
import io.wabridge.model.MediaKind;
import io.wabridge.model.connector.InteractionForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a reply with something to open or to choose: a link, a request for the location, products,
 * a catalog or a carousel. Every limit of WhatsApp is checked here, so that a message that could
 * not be sent is refused at once.
 */
final class ApiInteraction {

  static final Set<String> TYPES =
      Set.of("link", "location_request", "product", "products", "catalog", "carousel");

  /** The names of the fields here, where they differ from those of the limits. */
  private static final Map<String, String> NAMES =
      Map.of("catalog", "catalogId", "product", "productId");

  private static final int LONGEST = 65_536;

  private final ApiFields fields;

  ApiInteraction(ApiFields fields) {
    this.fields = fields;
  }

  @Nullable Content read(String type, JsonNode value) {
    String path = type + ".";
    fields.known(value, path, names(type));
    if (!value.isObject()) {
      return null;
    }
    int before = fields.problems().size();
    @Nullable String text =
        type.equals("product")
            ? fields.optional(value, "text", path + "text", LONGEST)
            : fields.text(value, "text", path + "text", LONGEST);
    @Nullable String header = fields.optional(value, "header", path + "header", LONGEST);
    @Nullable String footer = fields.optional(value, "footer", path + "footer", LONGEST);
    @Nullable Interaction action = action(type, value, path);
    if (action == null || fields.problems().size() > before) {
      return null;
    }
    Content.Interactive message =
        new Content.Interactive(text == null ? "" : text, header, footer, action);
    InteractionForm.USUAL
        .problems(message)
        .forEach(problem -> fields.wrong(path + named(problem.field()), problem.rule()));
    return message;
  }

  private static Set<String> names(String type) {
    return switch (type) {
      case "link" -> Set.of("text", "header", "footer", "label", "url");
      case "location_request" -> Set.of("text");
      case "product" -> Set.of("text", "footer", "catalogId", "productId");
      case "products" -> Set.of("text", "header", "footer", "catalogId", "sections");
      case "catalog" -> Set.of("text", "footer", "thumbnailProductId");
      default -> Set.of("text", "cards");
    };
  }

  private static String named(String field) {
    return NAMES.getOrDefault(
        field,
        field
            .replace(".products", ".productIds")
            .replaceFirst("^(cards\\[[0-9]+]\\.)url$", "$1image"));
  }

  private @Nullable Interaction action(String type, JsonNode value, String path) {
    return switch (type) {
      case "link" -> link(value, path);
      case "location_request" -> new Interaction.AskLocation(true);
      case "product" ->
          new Interaction.Product(
              fields.text(value, "catalogId", path + "catalogId", LONGEST),
              fields.text(value, "productId", path + "productId", LONGEST));
      case "products" -> products(value, path);
      case "catalog" ->
          new Interaction.Catalog(
              fields.optional(value, "thumbnailProductId", path + "thumbnailProductId", LONGEST));
      default -> carousel(value, path);
    };
  }

  private Interaction.Link link(JsonNode value, String path) {
    return new Interaction.Link(
        fields.text(value, "label", path + "label", LONGEST),
        fields.text(value, "url", path + "url", LONGEST));
  }

  private @Nullable Interaction products(JsonNode value, String path) {
    String catalog = fields.text(value, "catalogId", path + "catalogId", LONGEST);
    List<Interaction.Section> sections = new ArrayList<>();
    for (Element one : elements(value, "sections", path)) {
      fields.known(one.node(), one.path(), Set.of("title", "productIds"));
      @Nullable String title = fields.optional(one.node(), "title", one.path() + "title", LONGEST);
      sections.add(
          new Interaction.Section(
              title, strings(one.node(), "productIds", one.path() + "productIds")));
    }
    return new Interaction.Products(catalog, sections);
  }

  private Interaction carousel(JsonNode value, String path) {
    List<Interaction.Card> cards = new ArrayList<>();
    for (Element one : elements(value, "cards", path)) {
      cards.add(card(one.node(), one.path()));
    }
    return new Interaction.Carousel(cards);
  }

  private Interaction.Card card(JsonNode card, String path) {
    fields.known(card, path, Set.of("image", "video", "text", "link", "answers"));
    if (card.has("image") == card.has("video")) {
      fields.wrong(path + "image", "must be there, or video, and not both");
    }
    boolean video = card.has("video");
    @Nullable String url =
        fields.optional(card, video ? "video" : "image", path + (video ? "video" : "image"), 2048);
    Interaction.@Nullable Link link = null;
    if (card.has("link")) {
      fields.known(card.path("link"), path + "link.", Set.of("label", "url"));
      link = link(card.path("link"), path + "link.");
    }
    List<Content.Choice.Option> answers = new ArrayList<>();
    if (card.has("answers")) {
      for (Element one : elements(card, "answers", path)) {
        fields.known(one.node(), one.path(), Set.of("id", "title"));
        answers.add(
            new Content.Choice.Option(
                fields.text(one.node(), "id", one.path() + "id", LONGEST),
                fields.text(one.node(), "title", one.path() + "title", LONGEST),
                null));
      }
    }
    return new Interaction.Card(
        video ? MediaKind.VIDEO : MediaKind.IMAGE,
        url == null ? "" : url,
        fields.optional(card, "text", path + "text", LONGEST),
        link,
        answers);
  }

  /** One element of a list, and its path with a dot at the end. */
  private record Element(JsonNode node, String path) {}

  private List<Element> elements(JsonNode value, String name, String path) {
    JsonNode list = value.path(name);
    if (!list.isArray() || list.isEmpty() || list.size() > 50) {
      fields.wrong(path + name, "must have 1 to 50 elements");
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      elements.add(new Element(list.get(i), path + name + "[" + i + "]."));
    }
    return elements;
  }

  private List<String> strings(JsonNode value, String name, String path) {
    JsonNode list = value.path(name);
    if (!list.isArray() || list.isEmpty() || !list.values().stream().allMatch(JsonNode::isString)) {
      fields.wrong(path, "must be a list of strings");
      return List.of();
    }
    return list.values().stream().map(JsonNode::asString).map(Fields::clean).toList();
  }
}
