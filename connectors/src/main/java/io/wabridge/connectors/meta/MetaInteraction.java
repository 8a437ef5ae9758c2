package io.wabridge.connectors.meta;

import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.Interaction;
import io.wabridge.model.MediaKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message with something to open or to choose, in WhatsApp's form for it. */
final class MetaInteraction {

  private MetaInteraction() {}

  static void write(Content.Interactive message, ObjectNode json) {
    ObjectNode interactive = MetaEncoder.typed("interactive", json);
    interactive.put("type", type(message.action()));
    if (message.header() != null) {
      interactive.putObject("header").put("type", "text").put("text", message.header());
    }
    if (!message.text().isEmpty()) {
      interactive.putObject("body").put("text", message.text());
    }
    if (message.footer() != null) {
      interactive.putObject("footer").put("text", message.footer());
    }
    action(message.action(), interactive.putObject("action"));
  }

  private static String type(Interaction action) {
    return switch (action) {
      case Interaction.Link _ -> "cta_url";
      case Interaction.AskLocation _ -> "location_request_message";
      case Interaction.Product _ -> "product";
      case Interaction.Products _ -> "product_list";
      case Interaction.Catalog _ -> "catalog_message";
      case Interaction.Carousel _ -> "carousel";
    };
  }

  private static void action(Interaction action, ObjectNode json) {
    switch (action) {
      case Interaction.Link link -> link(link, json);
      case Interaction.AskLocation _ -> json.put("name", "send_location");
      case Interaction.Product(var catalog, var product) ->
          json.put("catalog_id", catalog).put("product_retailer_id", product);
      case Interaction.Products(var catalog, var sections) ->
          products(sections, json.put("catalog_id", catalog).putArray("sections"));
      case Interaction.Catalog(var thumbnail) -> catalog(thumbnail, json);
      case Interaction.Carousel(var cards) -> cards(cards, json.putArray("cards"));
    }
  }

  private static void link(Interaction.Link link, ObjectNode json) {
    json.put("name", "cta_url")
        .putObject("parameters")
        .put("display_text", link.label())
        .put("url", link.url());
  }

  private static void products(List<Interaction.Section> sections, ArrayNode json) {
    for (Interaction.Section section : sections) {
      ObjectNode one = json.addObject();
      if (section.title() != null) {
        one.put("title", section.title());
      }
      ArrayNode items = one.putArray("product_items");
      section.products().forEach(product -> items.addObject().put("product_retailer_id", product));
    }
  }

  private static void catalog(@Nullable String thumbnail, ObjectNode json) {
    json.put("name", "catalog_message");
    if (thumbnail != null) {
      json.putObject("parameters").put("thumbnail_product_retailer_id", thumbnail);
    }
  }

  private static void cards(List<Interaction.Card> cards, ArrayNode json) {
    for (int i = 0; i < cards.size(); i++) {
      Interaction.Card card = cards.get(i);
      ObjectNode one = json.addObject().put("card_index", i).put("type", "cta_url");
      String kind = card.kind() == MediaKind.VIDEO ? "video" : "image";
      one.putObject("header").put("type", kind).putObject(kind).put("link", card.url());
      if (card.text() != null) {
        one.putObject("body").put("text", card.text());
      }
      ObjectNode action = one.putObject("action");
      if (card.link() != null) {
        link(card.link(), action);
      } else {
        ArrayNode buttons = action.putArray("buttons");
        for (Option answer : card.answers()) {
          buttons
              .addObject()
              .put("type", "quick_reply")
              .putObject("quick_reply")
              .put("id", answer.id())
              .put("title", answer.title());
        }
      }
    }
  }
}
