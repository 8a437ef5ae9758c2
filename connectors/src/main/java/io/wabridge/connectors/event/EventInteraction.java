package io.wabridge.connectors.event;

import static io.wabridge.connectors.event.EventForm.put;

import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.Interaction;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a message with something to open or to choose, in the form in which the API takes it. */
final class EventInteraction {

  private EventInteraction() {}

  static void write(Content.Interactive message, ObjectNode json) {
    String type = Excerpt.kind(message).replace('-', '_');
    json.put("type", type).put("text", message.text());
    ObjectNode value = json.putObject(type).put("text", message.text());
    put(value, "header", message.header());
    put(value, "footer", message.footer());
    switch (message.action()) {
      case Interaction.Link link -> link(link, value);
      case Interaction.AskLocation _ -> {
        // the text says it all
      }
      case Interaction.Product(var catalog, var product) ->
          value.put("catalogId", catalog).put("productId", product);
      case Interaction.Products(var catalog, var sections) -> {
        ArrayNode list = value.put("catalogId", catalog).putArray("sections");
        for (Interaction.Section section : sections) {
          ObjectNode one = list.addObject();
          put(one, "title", section.title());
          section.products().forEach(one.putArray("productIds")::add);
        }
      }
      case Interaction.Catalog(var thumbnail) -> put(value, "thumbnailProductId", thumbnail);
      case Interaction.Carousel(var cards) -> {
        ArrayNode list = value.putArray("cards");
        cards.forEach(card -> card(card, list.addObject()));
      }
    }
  }

  private static void card(Interaction.Card card, ObjectNode json) {
    json.put(card.kind().name().toLowerCase(Locale.ROOT), card.url());
    put(json, "text", card.text());
    if (card.link() != null) {
      link(card.link(), json.putObject("link"));
    }
    if (!card.answers().isEmpty()) {
      ArrayNode answers = json.putArray("answers");
      card.answers()
          .forEach(
              answer -> answers.addObject().put("id", answer.id()).put("title", answer.title()));
    }
  }

  private static void link(Interaction.Link link, ObjectNode json) {
    json.put("label", link.label()).put("url", link.url());
  }
}
