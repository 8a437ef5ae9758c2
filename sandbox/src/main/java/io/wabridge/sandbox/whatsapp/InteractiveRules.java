package io.wabridge.sandbox.whatsapp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Buttons, lists, links, flows and requests, with the limits of each. */
@Component
class InteractiveRules {
  private static final Set<String> HEADLESS =
      Set.of("product", "catalog_message", "carousel", "location_request_message");

  private final MediaRules media;

  InteractiveRules(MediaRules media) {
    this.media = media;
  }

  void check(Param interactive, BusinessNumber number) {
    String type =
        interactive
            .need("type")
            .oneOf(
                "button",
                "list",
                "cta_url",
                "flow",
                "location_request_message",
                "request_contact_info",
                "call_permission_request",
                "voice_call",
                "product",
                "product_list",
                "catalog_message",
                "carousel",
                "address_message",
                "order_details",
                "order_status");
    header(interactive.opt("header"), type, number);
    Param body = interactive.opt("body");
    if (body != null) {
      body.object().need("text").text(1024);
    } else if (!type.equals("product")) {
      interactive.need("body");
    }
    Param footer = interactive.opt("footer");
    if (footer != null) {
      if (type.equals("carousel") || type.equals("location_request_message")) {
        throw footer.bad("is not possible with the type " + type);
      }
      footer.object().need("text").text(60);
    }
    Param action = interactive.need("action").object();
    switch (type) {
      case "button" -> buttons(action.need("buttons").list(1, 3));
      case "list" -> list(action);
      case "cta_url" -> link(action);
      case "flow" -> flow(action);
      case "location_request_message" -> action.need("name").oneOf("send_location");
      case "request_contact_info" -> action.need("name").oneOf("request_contact_info");
      case "call_permission_request" -> action.need("name").oneOf("call_permission_request");
      case "carousel" -> cards(action, number);
      case "product" -> {
        action.need("catalog_id").text(200);
        action.need("product_retailer_id").text(200);
      }
      case "product_list" -> products(action);
      case "catalog_message" -> {
        action.need("name").oneOf("catalog_message");
        Param parameters = action.opt("parameters");
        if (parameters != null) {
          parameters.object().need("thumbnail_product_retailer_id").text(200);
        }
      }
      default -> {
        // payments and calls: accepted unchecked
      }
    }
  }

  private void header(@Nullable Param header, String type, BusinessNumber number) {
    if (header == null) {
      if (type.equals("product_list")) {
        throw GraphException.of(131008, "Missing 'interactive['header']' parameter");
      }
      return;
    }
    if (HEADLESS.contains(type)) {
      throw header.bad("is not possible with the type " + type);
    }
    String kind = header.object().need("type").oneOf("text", "image", "video", "document");
    if (kind.equals("text")) {
      header.need("text").text(60);
    } else if (type.equals("list") || type.equals("product_list")) {
      throw header.bad("of a list can only be text");
    } else {
      media.source(header.need(kind).object(), number);
    }
  }

  private static void buttons(List<Param> buttons) {
    Set<String> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (Param button : buttons) {
      button.object().need("type").oneOf("reply");
      Param reply = button.need("reply").object();
      Param id = reply.need("id");
      Param title = reply.need("title");
      if (!ids.add(id.text(256))) {
        throw id.bad("must be unique");
      }
      if (!id.node().asString().equals(id.node().asString().strip())) {
        throw id.bad("must not begin or end with a blank");
      }
      if (!titles.add(title.text(20))) {
        throw title.bad("must be unique");
      }
    }
  }

  private static void list(Param action) {
    action.need("button").text(20);
    List<Param> sections = action.need("sections").list(1, 10);
    Set<String> ids = new HashSet<>();
    int rows = 0;
    for (Param section : sections) {
      if (sections.size() > 1) {
        section.object().need("title");
      }
      section.optText("title", 24);
      for (Param row : section.need("rows").list(1, 10)) {
        Param id = row.object().need("id");
        if (!ids.add(id.text(200))) {
          throw id.bad("must be unique");
        }
        row.need("title").text(24);
        row.optText("description", 72);
        rows++;
      }
    }
    if (rows > 10) {
      throw action.bad("must not have more than 10 rows in all sections");
    }
  }

  private static void link(Param action) {
    action.need("name").oneOf("cta_url");
    Param parameters = action.need("parameters").object();
    parameters.need("display_text").text(20);
    Param url = parameters.need("url");
    if (!url.text(2000).matches("(?i)https?://.+")) {
      throw url.bad("must be a http or https URL");
    }
  }

  private static void flow(Param action) {
    action.need("name").oneOf("flow");
    Param parameters = action.need("parameters").object();
    parameters.need("flow_message_version").oneOf("3");
    if (parameters.opt("flow_id") == null && parameters.opt("flow_name") == null) {
      parameters.need("flow_id");
    }
    parameters.need("flow_cta").text(30);
  }

  private static void products(Param action) {
    action.need("catalog_id").text(200);
    List<Param> sections = action.need("sections").list(1, 10);
    int products = 0;
    for (Param section : sections) {
      if (sections.size() > 1) {
        section.object().need("title");
      }
      section.optText("title", 24);
      for (Param item : section.need("product_items").list(1, 30)) {
        item.object().need("product_retailer_id").text(200);
        products++;
      }
    }
    if (products > 30) {
      throw action.bad("must not have more than 30 products in all sections");
    }
  }

  /** All cards have the same parts, and as many buttons. */
  private void cards(Param action, BusinessNumber number) {
    Set<String> shapes = new HashSet<>();
    List<Param> cards = action.need("cards").list(2, 10);
    for (int i = 0; i < cards.size(); i++) {
      Param index = cards.get(i).object().need("card_index");
      if (!index.node().isInt() || index.node().asInt() != i) {
        throw index.bad("must be " + i);
      }
      if (!cards.get(i).need("type").oneOf("cta_url", "button", "product").equals("product")) {
        shapes.add(card(cards.get(i), number));
      }
    }
    if (shapes.size() > 1) {
      throw action.bad("must have cards of the same parts and as many buttons");
    }
  }

  private String card(Param card, BusinessNumber number) {
    Param header = card.need("header").object();
    String kind = header.need("type").oneOf("image", "video");
    media.source(header.need(kind).object(), number);
    Param body = card.opt("body");
    if (body != null) {
      body.object().need("text").text(160);
    }
    Param action = card.need("action").object();
    Param buttons = action.opt("buttons");
    if (buttons == null) {
      link(action);
      return (body == null) + " link";
    }
    Set<String> ids = new HashSet<>();
    for (Param button : buttons.list(1, 2)) {
      button.object().need("type").oneOf("quick_reply");
      Param reply = button.need("quick_reply").object();
      reply.need("title").text(20);
      Param id = reply.need("id");
      if (!ids.add(id.text(256))) {
        throw id.bad("must be unique");
      }
    }
    return (body == null) + " " + ids.size();
  }
}
