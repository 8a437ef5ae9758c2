package io.wabridge.sandbox.whatsapp;

import java.util.List;
import org.springframework.stereotype.Component;

/** A template message must name an approved template and fill exactly its parameters. */
@Component
class TemplateRules {
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
    if (template.category().equals("AUTHENTICATION") && message.opt("to") == null) {
      throw GraphException.of(131062, "Authentication templates need a phone number.");
    }
    int filled = 0;
    Param components = sent.opt("components");
    if (components != null) {
      for (Param component : components.list(0, 20)) {
        filled += component(component.object(), number);
      }
    }
    if (filled != template.bodyParameters()) {
      throw GraphException.of(
          132000,
          "body: number of localizable_params (%d) does not match the expected number of params (%d)"
              .formatted(filled, template.bodyParameters()));
    }
  }

  private int component(Param component, BusinessNumber number) {
    String type =
        component
            .need("type")
            .oneOf("header", "body", "button", "carousel", "limited_time_offer", "footer");
    if (type.equals("button")) {
      component.need("sub_type");
      component.need("index");
    }
    Param found = component.opt("parameters");
    List<Param> parameters = found == null ? List.of() : found.list(0, 50);
    for (Param parameter : parameters) {
      String kind = parameter.object().need("type").text(40);
      switch (kind) {
        case "text" -> plain(parameter.need("text"));
        case "image", "video", "document" -> media.source(parameter.need(kind).object(), number);
        case "currency", "date_time" -> parameter.need(kind).object().need("fallback_value");
        default -> {
          // payload, coupon_code, action and later ones: accepted unchecked
        }
      }
    }
    return type.equals("body") ? parameters.size() : 0;
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
