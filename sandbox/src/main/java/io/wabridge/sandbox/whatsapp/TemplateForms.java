package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Meta's checks of a template that is created or edited; the first mistake is the answer. */
@Component
class TemplateForms {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
  private static final Pattern ADJACENT = Pattern.compile("}}\\s*\\{\\{");
  private static final int LENGTH = 2388040;
  private static final int HEADER = 2388047;
  private static final int BODY = 2388072;
  private static final int FOOTER = 2388073;
  private static final int EDGES = 2388299;
  private static final int NAMES = 2388039;

  private final Samples samples;

  TemplateForms(Samples samples) {
    this.samples = samples;
  }

  static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw refused(
          NAMES, "Message template name is invalid", "Use lower-case letters, digits, _.");
    }
    return name;
  }

  void check(JsonNode components, String category, boolean named) {
    if (!components.isArray() || components.isEmpty()) {
      throw GraphException.param("Param components must be a non-empty array.");
    }
    Set<String> types = new HashSet<>();
    for (JsonNode component : components) {
      String type = Template.upper(Json.text(component, "type", ""));
      if (!types.add(type)) {
        throw GraphException.param("Component " + type + " is duplicated.");
      }
      switch (type) {
        case "HEADER" -> header(component);
        case "BODY" -> body(component, category, named, types);
        case "FOOTER" -> footer(component, category);
        case "BUTTONS" -> buttons(component.path("buttons"), 10);
        case "CAROUSEL" -> carousel(component.path("cards"));
        case "LIMITED_TIME_OFFER", "CALL_PERMISSION_REQUEST" -> {}
        default -> throw GraphException.param("Unknown component type " + type + ".");
      }
    }
    if (!types.contains("BODY")) {
      throw refused(BODY, "Message body is missing", "A template needs a body.");
    }
  }

  private void header(JsonNode header) {
    String format = Template.upper(Json.text(header, "format", ""));
    switch (format) {
      case "TEXT" -> {
        String text = Json.text(header, "text", "");
        if (text.isBlank() || text.codePointCount(0, text.length()) > 60) {
          throw refused(HEADER, "Message header format is incorrect", "1 to 60 characters.");
        }
        boolean filled =
            header.path("example").has("header_text")
                || header.path("example").has("header_text_named_params");
        int places = Template.places(text).size();
        if (places > 1 || places == 1 && !filled || text.matches("(?s).*[\\n*_~].*")) {
          throw refused(
              HEADER, "Message header format is incorrect", "One variable with an example, plain.");
        }
      }
      case "IMAGE", "VIDEO", "DOCUMENT", "GIF" -> {
        String handle = header.path("example").path("header_handle").path(0).asString("");
        if (!samples.knows(handle)) {
          throw refused(HEADER, "Invalid sample", "The media handle is not known.");
        }
      }
      case "LOCATION", "PRODUCT" -> {}
      default -> throw GraphException.param("Unknown header format " + format + ".");
    }
  }

  private static void body(JsonNode body, String category, boolean named, Set<String> types) {
    String text = Json.text(body, "text", "");
    if (category.equals("AUTHENTICATION")) {
      if (!text.isEmpty()) {
        throw refused(BODY, "Message body format is incorrect", "The text of codes is fixed.");
      }
      return;
    }
    int most = types.contains("LIMITED_TIME_OFFER") ? 600 : 1024;
    text(
        text,
        most,
        named
            ? body.path("example").path("body_text_named_params").size()
            : body.path("example").path("body_text").path(0).size(),
        named);
  }

  private static void text(String text, int most, int examples, boolean named) {
    if (text.isBlank() || text.codePointCount(0, text.length()) > most) {
      throw refused(LENGTH, "Message is too long", "1 to " + most + " characters.");
    }
    Set<String> places = Template.places(text);
    int next = 1;
    for (String place : places) {
      if (named ? !place.matches("[a-z][a-z0-9_]*") : !place.equals(String.valueOf(next++))) {
        throw refused(BODY, "Variables are not valid", "Number them from {{1}}, or name them.");
      }
    }
    String stripped = text.strip();
    if (!places.isEmpty() && (stripped.startsWith("{{") || stripped.endsWith("}}"))) {
      throw refused(
          EDGES, "Leading or trailing variables", "A variable cannot be at the start or end.");
    }
    if (ADJACENT.matcher(text).find() || examples != places.size()) {
      throw refused(BODY, "Message body format is incorrect", "Each variable needs an example.");
    }
  }

  private static void footer(JsonNode footer, String category) {
    if (category.equals("AUTHENTICATION")) {
      int minutes = footer.path("code_expiration_minutes").asInt(0);
      if (minutes < 1 || minutes > 90) {
        throw refused(FOOTER, "Message footer format is incorrect", "1 to 90 minutes.");
      }
      return;
    }
    String text = Json.text(footer, "text", "");
    if (text.isBlank() || text.codePointCount(0, text.length()) > 60 || text.contains("{{")) {
      throw refused(
          FOOTER, "Message footer format is incorrect", "1 to 60 characters, no variables.");
    }
  }

  private static void buttons(JsonNode buttons, int most) {
    if (!buttons.isArray() || buttons.isEmpty() || buttons.size() > most) {
      throw GraphException.param("Param buttons must have 1 to " + most + " elements.");
    }
    int urls = 0;
    int phones = 0;
    int changes = 0;
    String before = "";
    for (JsonNode button : buttons) {
      String kind = Template.upper(Json.text(button, "type", ""));
      String quick = kind.equals("QUICK_REPLY") ? "quick" : "other";
      changes += before.isEmpty() || before.equals(quick) ? 0 : 1;
      before = quick;
      String text = Json.text(button, "text", "");
      boolean labelled = Set.of("QUICK_REPLY", "URL", "PHONE_NUMBER", "FLOW").contains(kind);
      if (labelled && text.isBlank() || text.codePointCount(0, text.length()) > 25) {
        throw GraphException.param("Button text must have 1 to 25 characters.");
      }
      urls += kind.equals("URL") ? 1 : 0;
      phones += kind.equals("PHONE_NUMBER") ? 1 : 0;
      String url = Json.text(button, "url", "");
      if (url.length() > 2000 || !Template.places(url).isEmpty() && !url.endsWith("}}")) {
        throw GraphException.param("A button's url takes one variable, at its end.");
      }
    }
    if (urls > 2 || phones > 1 || changes > 1) {
      throw GraphException.param("This combination of buttons is invalid.");
    }
  }

  private void carousel(JsonNode cards) {
    if (!cards.isArray() || cards.size() < 2 || cards.size() > 10) {
      throw GraphException.param("Param cards must have 2 to 10 elements.");
    }
    for (JsonNode card : cards) {
      for (JsonNode component : card.path("components")) {
        switch (Template.upper(Json.text(component, "type", ""))) {
          case "HEADER" -> header(component);
          case "BODY" ->
              text(
                  Json.text(component, "text", ""),
                  160,
                  component.path("example").path("body_text").path(0).size(),
                  false);
          case "BUTTONS" -> buttons(component.path("buttons"), 2);
          default -> throw GraphException.param("Unknown component of a card.");
        }
      }
    }
  }

  static GraphException refused(int subcode, String title, String words) {
    return GraphException.ofUser(subcode, title, words);
  }
}
