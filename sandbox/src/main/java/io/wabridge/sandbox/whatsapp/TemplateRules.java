package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template message must name an approved template and fill exactly its parameters. What the phone
 * shows is added to the message as {@code shown}.
 */
@Component
class TemplateRules {
  private static final Set<String> FILES = Set.of("IMAGE", "VIDEO", "DOCUMENT", "GIF");

  private final Templates templates;
  private final MediaRules media;

  TemplateRules(Templates templates, MediaRules media) {
    this.templates = templates;
    this.media = media;
  }

  void check(Param sent, Param message, BusinessNumber number) {
    String name = sent.need("name").text(512);
    String language = sent.need("language").object().need("code").text(20);
    Template template = templates.find(name, language);
    if (template == null) {
      throw GraphException.of(
          132001, "template name (%s) does not exist in %s".formatted(name, language));
    }
    sendable(template);
    if (template.category().equals("AUTHENTICATION") && message.opt("to") == null) {
      throw GraphException.of(131062, "Authentication templates need a phone number.");
    }
    Param components = sent.opt("components");
    List<Param> given = components == null ? List.of() : components.list(0, 20);
    Map<String, String> header = new LinkedHashMap<>();
    Map<String, String> body = new LinkedHashMap<>();
    Map<Integer, String> buttons = new LinkedHashMap<>();
    @Nullable String file = null;
    for (Param component : given) {
      String type =
          component
              .object()
              .need("type")
              .oneOf("header", "body", "button", "carousel", "limited_time_offer", "footer");
      switch (type) {
        case "header" -> {
          header.putAll(texts(component, template.named()));
          file = file(component, number);
        }
        case "body" -> body.putAll(texts(component, template.named()));
        case "button" -> button(component, template, buttons);
        default -> {}
      }
    }
    header(template, header, file);
    String said = template.body();
    count("body", Template.places(said), body.keySet());
    String filled = Template.filled(said, body);
    if (filled.codePointCount(0, filled.length()) > 1024) {
      throw GraphException.of(132005, "Translated text too long");
    }
    missingButtons(template, buttons.keySet());
    cards(template, given);
    show((ObjectNode) sent.node(), template, header, file, filled, buttons);
  }

  private static void sendable(Template template) {
    switch (template.status()) {
      case Template.APPROVED -> {}
      case "PAUSED" ->
          throw GraphException.of(132015, "Template is paused because of its low quality.");
      case "DISABLED" -> throw GraphException.of(132016, "Template is disabled.");
      default ->
          throw GraphException.of(
              132001,
              "template name (%s) is not approved in %s"
                  .formatted(template.name(), template.language()));
    }
  }

  private static void header(Template template, Map<String, String> values, @Nullable String file) {
    JsonNode header = template.component("HEADER");
    String format = Template.upper(Json.text(header, "format", ""));
    if (FILES.contains(format) || format.equals("LOCATION")) {
      if (file == null) {
        throw GraphException.of(
            132012, "header: Format mismatch, expected " + format + ", received UNKNOWN");
      }
      String wanted = format.equals("GIF") ? "GIF" : format;
      if (!Template.upper(file).equals(wanted)) {
        throw GraphException.of(
            132012, "header: Format mismatch, expected " + wanted + ", received " + file);
      }
    } else if (file != null) {
      throw GraphException.of(132012, "header: Format mismatch, expected TEXT, received " + file);
    }
    count("header", Template.places(Json.text(header, "text", "")), values.keySet());
  }

  private static void count(String where, Set<String> places, Set<String> values) {
    if (places.size() != values.size()) {
      throw GraphException.of(
          132000,
          "%s: number of localizable_params (%d) does not match the expected number of params (%d)"
              .formatted(where, values.size(), places.size()));
    }
    if (!places.equals(values)) {
      throw GraphException.of(132018, where + ": parameter names do not match " + places);
    }
  }

  private Map<String, String> texts(Param component, boolean named) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Param parameter : parameters(component)) {
      String kind = parameter.object().need("type").text(40);
      if (!kind.equals("text") && !kind.equals("currency") && !kind.equals("date_time")) {
        continue;
      }
      Param said =
          kind.equals("text")
              ? parameter.need("text")
              : parameter.need(kind).object().need("fallback_value");
      plain(said);
      String place =
          named ? parameter.need("parameter_name").text(512) : String.valueOf(values.size() + 1);
      values.put(place, said.node().asString());
    }
    return values;
  }

  /** The kind of the header's file or place; null: it has texts. */
  private @Nullable String file(Param component, BusinessNumber number) {
    for (Param parameter : parameters(component)) {
      String kind = parameter.object().need("type").text(40);
      if (kind.equals("location")) {
        Param place = parameter.need("location").object();
        place.need("latitude");
        place.need("longitude");
        return kind;
      }
      if (FILES.contains(Template.upper(kind))) {
        media.source(parameter.need(kind).object(), number);
        return kind;
      }
    }
    return null;
  }

  private static List<Param> parameters(Param component) {
    Param found = component.opt("parameters");
    return found == null ? List.of() : found.list(0, 50);
  }

  private static void button(Param component, Template template, Map<Integer, String> values) {
    String type = component.need("sub_type").text(40);
    int index = component.need("index").node().asInt(-1);
    List<JsonNode> buttons = template.buttons();
    if (index < 0 || index >= buttons.size()) {
      throw GraphException.of(132018, "Button at index " + index + " does not exist");
    }
    String kind = Template.upper(Json.text(buttons.get(index), "type", ""));
    String wanted = kind.equals("OTP") ? "URL" : kind;
    if (!Template.upper(type).equals(wanted)) {
      throw GraphException.of(132018, "Button at index " + index + " is not of the type " + type);
    }
    List<Param> parameters = parameters(component);
    if (parameters.size() != 1) {
      throw GraphException.of(132018, "Button at index " + index + " needs one parameter");
    }
    Param parameter = parameters.getFirst().object();
    values.put(
        index,
        switch (parameter.need("type").text(40)) {
          case "text" -> address(parameter.need("text"));
          case "payload" -> parameter.need("payload").text(256);
          case "coupon_code" -> parameter.need("coupon_code").text(15);
          default -> "";
        });
  }

  private static String address(Param end) {
    String value = end.text(2000);
    if (value.chars().anyMatch(Character::isWhitespace)) {
      throw GraphException.of(132012, "A button's address cannot have spaces");
    }
    return value;
  }

  private static void missingButtons(Template template, Set<Integer> given) {
    List<JsonNode> buttons = template.buttons();
    for (int i = 0; i < buttons.size(); i++) {
      String kind = Template.upper(Json.text(buttons.get(i), "type", ""));
      boolean needed =
          kind.equals("OTP")
              || kind.equals("COPY_CODE")
              || !Template.places(Json.text(buttons.get(i), "url", "")).isEmpty();
      if (needed && !given.contains(i)) {
        throw GraphException.of(132018, "Button at index " + i + " requires a parameter");
      }
    }
  }

  private static void cards(Template template, List<Param> given) {
    int wanted = template.component("CAROUSEL").path("cards").size();
    int sent = 0;
    for (Param component : given) {
      if (component.need("type").node().asString("").equals("carousel")) {
        sent = component.need("cards").list(1, 10).size();
      }
    }
    if (sent != wanted) {
      throw GraphException.of(
          132012, "carousel: number of cards (%d) is not (%d)".formatted(sent, wanted));
    }
  }

  private static void show(
      ObjectNode sent,
      Template template,
      Map<String, String> header,
      @Nullable String file,
      String body,
      Map<Integer, String> values) {
    List<String> lines = new ArrayList<>();
    String top = Json.text(template.component("HEADER"), "text", "");
    lines.add(file == null ? Template.filled(top, header) : "[" + file + "]");
    lines.add(body);
    lines.add(Json.text(template.component("FOOTER"), "text", ""));
    lines.removeIf(String::isBlank);
    ObjectNode shown = sent.putObject("shown").put("text", String.join("\n", lines));
    shown.put("category", template.category());
    ArrayNode buttons = shown.putArray("buttons");
    List<JsonNode> made = template.buttons();
    for (int i = 0; i < made.size(); i++) {
      String text = Json.text(made.get(i), "text", "");
      ObjectNode button = buttons.addObject().put("kind", Json.text(made.get(i), "type", ""));
      button.put("title", text).put("payload", values.getOrDefault(i, text));
    }
  }

  private static void plain(Param text) {
    String value = text.text(32_768);
    if (value.contains("\n") || value.contains("\t") || value.contains("     ")) {
      throw GraphException.of(
          132012,
          "Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
    }
  }
}
