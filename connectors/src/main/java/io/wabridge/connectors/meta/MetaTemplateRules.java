package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.TemplateDraft;
import io.wabridge.model.template.TemplateCategory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Meta would refuse about a template (whatsapp-templates 2), found before it is asked: its own
 * answer names one mistake at a time.
 */
final class MetaTemplateRules {

  static final int HEADER = 60;
  static final int BODY = 1024;
  static final int OFFER_BODY = 600;
  static final int CARD_BODY = 160;
  static final int FOOTER = 60;
  static final int OFFER = 16;

  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2,4})?");
  private static final Pattern DECORATED = Pattern.compile("[\\n\\r*_~`]");
  private static final Set<String> TYPES =
      Set.of(
          "HEADER",
          "BODY",
          "FOOTER",
          "BUTTONS",
          "LIMITED_TIME_OFFER",
          "CAROUSEL",
          "CALL_PERMISSION_REQUEST");
  private static final Set<String> FILES = Set.of("IMAGE", "VIDEO", "DOCUMENT", "GIF");

  private final MetaTemplateProblems problems = new MetaTemplateProblems();
  private final TemplateDraft draft;
  private final MetaTemplatePlaces places;
  private final MetaTemplateButtons buttons;

  private MetaTemplateRules(TemplateDraft draft) {
    this.draft = draft;
    this.places = new MetaTemplatePlaces(problems, draft.named());
    this.buttons = new MetaTemplateButtons(problems);
  }

  static List<FieldProblem> check(TemplateDraft draft) {
    MetaTemplateRules rules = new MetaTemplateRules(draft);
    rules.head();
    rules.components(OutsideJson.readOrNothing(draft.components()));
    return rules.problems.list();
  }

  private void head() {
    problems.addIf(
        !NAME.matcher(draft.name()).matches(),
        "name",
        "must be 1 to 512 lower-case letters, digits and underscores");
    problems.addIf(
        !LANGUAGE.matcher(draft.language()).matches(),
        "language",
        "must be a language, as es, or a language and a country, as pt_BR");
    problems.addIf(
        draft.category() == TemplateCategory.OTHER,
        "category",
        "must be AUTHENTICATION, MARKETING or UTILITY");
    Integer seconds = draft.lifetimeSeconds();
    if (seconds != null && draft.category() != null) {
      lifetime(seconds, draft.category());
    }
  }

  private void lifetime(int seconds, TemplateCategory category) {
    boolean fits =
        switch (category) {
          case AUTHENTICATION -> seconds == -1 || seconds >= 30 && seconds <= 900;
          case UTILITY -> seconds == -1 || seconds >= 30 && seconds <= 43_200;
          case MARKETING -> seconds >= 43_200 && seconds <= 2_592_000;
          case OTHER -> true;
        };
    problems.addIf(
        !fits,
        "lifetimeSeconds",
        "must be 30 to 900 (authentication), 30 to 43200 (utility) or 43200 to 2592000"
            + " (marketing)");
  }

  private void components(JsonNode components) {
    if (!components.isArray() || components.isEmpty()) {
      problems.add("components", "must be a list with at least a BODY");
      return;
    }
    Map<String, Integer> at = new LinkedHashMap<>();
    for (int i = 0; i < components.size(); i++) {
      String type = type(components.get(i));
      if (!TYPES.contains(type)) {
        problems.add(path(i) + ".type", "must be one of " + String.join(", ", TYPES));
      } else if (at.putIfAbsent(type, i) != null) {
        problems.add(path(i) + ".type", "occurs a second time");
      }
    }
    if (!at.containsKey("BODY")) {
      problems.add("components", "must have a BODY");
    }
    at.forEach((type, i) -> component(type, components.get(i), path(i), at.keySet()));
    if (draft.category() == TemplateCategory.AUTHENTICATION) {
      authentication(components, at);
    }
  }

  private void component(String type, JsonNode component, String path, Set<String> types) {
    boolean code = draft.category() == TemplateCategory.AUTHENTICATION;
    boolean offer = types.contains("LIMITED_TIME_OFFER");
    switch (type) {
      case "HEADER" -> header(component, path, offer);
      case "BODY" -> {
        if (!code) {
          body(component, path, offer ? OFFER_BODY : BODY, places);
        }
      }
      case "FOOTER" -> {
        problems.addIf(offer, path, "is not allowed with a limited-time offer");
        if (!code) {
          footer(component, path);
        }
      }
      case "BUTTONS" -> buttons.check(list(component, "buttons"), path, 10);
      case "LIMITED_TIME_OFFER" ->
          problems.text(
              component.path("limited_time_offer"), "text", path + ".limited_time_offer", OFFER);
      case "CAROUSEL" -> carousel(list(component, "cards"), path);
      default -> {}
    }
  }

  private void header(JsonNode header, String path, boolean offer) {
    String format = MetaTemplates.upper(word(header, "format", ""));
    problems.addIf(
        draft.category() == TemplateCategory.AUTHENTICATION,
        path,
        "is not allowed in an authentication template");
    problems.addIf(
        offer && !format.equals("IMAGE") && !format.equals("VIDEO"),
        path + ".format",
        "must be IMAGE or VIDEO with a limited-time offer");
    if (format.equals("TEXT")) {
      String said = problems.text(header, "text", path, HEADER);
      problems.addIf(
          DECORATED.matcher(withoutPlaces(said)).find() || emoji(said),
          path + ".text",
          "must have no line break, emoji or formatting");
      List<String> found = places.any(said, path + ".text");
      problems.addIf(found.size() > 1, path + ".text", "must have at most one placeholder");
      JsonNode example = header.path("example");
      boolean missing =
          draft.named()
              ? list(example, "header_text_named_params").isEmpty()
              : example.path("header_text").isEmpty();
      problems.addIf(
          !found.isEmpty() && missing, path + ".example", "must give a value of the placeholder");
    } else if (FILES.contains(format)) {
      file(header, path);
      problems.addIf(
          format.equals("GIF") && draft.category() != TemplateCategory.MARKETING,
          path + ".format",
          "GIF is for marketing templates only");
    } else if (!format.equals("LOCATION")) {
      problems.add(path + ".format", "must be TEXT, IMAGE, VIDEO, GIF, DOCUMENT or LOCATION");
    }
  }

  private static String withoutPlaces(String text) {
    return text.replaceAll("\\{\\{[^{}]*}}", "");
  }

  private static boolean emoji(String text) {
    return text.codePoints().anyMatch(one -> one > 0xff && Character.isEmoji(one));
  }

  /** A file's header shows a sample; an address is not accepted. */
  private void file(JsonNode header, String path) {
    String handle = header.path("example").path("header_handle").path(0).asString("");
    problems.addIf(
        handle.isBlank() || handle.startsWith("http"),
        path + ".example.header_handle",
        "must have the handle of an uploaded sample");
  }

  private void body(JsonNode body, String path, int most, MetaTemplatePlaces rules) {
    String said = problems.text(body, "text", path, most);
    List<String> found = rules.body(said, path + ".text");
    JsonNode example = body.path("example");
    int given =
        draft.named() && rules == places
            ? list(example, "body_text_named_params").size()
            : example.path("body_text").path(0).size();
    problems.addIf(
        given != found.size(),
        path + ".example",
        "must give a value of each placeholder: " + found.size() + ", not " + given);
  }

  private void footer(JsonNode footer, String path) {
    String said = problems.text(footer, "text", path, FOOTER);
    problems.addIf(said.contains("{{"), path + ".text", "must have no placeholder");
  }

  private void carousel(List<JsonNode> cards, String path) {
    problems.addIf(
        cards.size() < 2 || cards.size() > 10, path + ".cards", "must have 2 to 10 cards");
    @Nullable List<String> first = null;
    for (int i = 0; i < cards.size(); i++) {
      String at = path + ".cards[" + i + "]";
      List<String> kinds = card(list(cards.get(i), "components"), at);
      first = first == null ? kinds : first;
      problems.addIf(!kinds.equals(first), at, "must have the same components as the first card");
    }
  }

  /** The kinds of its components and buttons. */
  private List<String> card(List<JsonNode> components, String path) {
    List<String> kinds = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      JsonNode component = components.get(i);
      String at = path + ".components[" + i + "]";
      String type = type(component);
      switch (type) {
        case "HEADER" -> {
          String format = MetaTemplates.upper(word(component, "format", ""));
          kinds.add(type + " " + format);
          if (format.equals("IMAGE") || format.equals("VIDEO")) {
            file(component, at);
          } else {
            problems.addIf(
                !format.equals("PRODUCT"), at + ".format", "must be IMAGE, VIDEO or PRODUCT");
          }
        }
        case "BODY" -> {
          kinds.add(type);
          body(component, at, CARD_BODY, new MetaTemplatePlaces(problems, false));
        }
        case "BUTTONS" -> {
          List<JsonNode> shown = list(component, "buttons");
          buttons.check(shown, at, 2);
          shown.forEach(button -> kinds.add("BUTTON " + type(button)));
        }
        default -> problems.add(at + ".type", "must be HEADER, BODY or BUTTONS");
      }
    }
    problems.addIf(
        kinds.stream().noneMatch(kind -> kind.startsWith("HEADER")), path, "must have a HEADER");
    return kinds;
  }

  /** WhatsApp words the text itself; the code is copied with one button. */
  private void authentication(JsonNode components, Map<String, Integer> at) {
    Integer body = at.get("BODY");
    if (body != null) {
      problems.addIf(
          text(components.get(body), "text") != null,
          path(body) + ".text",
          "must be absent: WhatsApp words authentication templates itself");
    }
    Integer footer = at.get("FOOTER");
    if (footer != null) {
      Long minutes = whole(components.get(footer), "code_expiration_minutes");
      problems.addIf(
          minutes == null || minutes < 1 || minutes > 90,
          path(footer) + ".code_expiration_minutes",
          "must be 1 to 90");
    }
    Integer shown = at.get("BUTTONS");
    List<JsonNode> all = shown == null ? List.of() : list(components.get(shown), "buttons");
    problems.addIf(
        all.size() != 1 || !type(all.getFirst()).equals("OTP"),
        shown == null ? "components" : path(shown) + ".buttons",
        "must have one button of the type OTP");
  }

  static String type(JsonNode node) {
    return MetaTemplates.upper(word(node, "type", ""));
  }

  private static String path(int index) {
    return "components[" + index + "]";
  }
}
