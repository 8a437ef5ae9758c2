package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message with something to open or to choose, as lines of text. */
final class PlainTextInteraction {

  private PlainTextInteraction() {}

  static String of(Content.Interactive message, Words words) {
    List<String> lines = new ArrayList<>();
    add(lines, message.header());
    add(lines, message.text());
    switch (message.action()) {
      case Interaction.Link link -> lines.add(link(link));
      case Interaction.AskLocation _ -> lines.add(words.say("interaction.location"));
      case Interaction.Product(var _, var product) ->
          lines.add(words.say("interaction.product", product));
      case Interaction.Products(var _, var sections) -> products(sections, lines, words);
      case Interaction.Catalog _ -> lines.add(words.say("interaction.catalog"));
      case Interaction.Carousel(var cards) -> cards.forEach(card -> card(card, lines));
    }
    add(lines, message.footer());
    return String.join("\n", lines);
  }

  private static void products(
      List<Interaction.Section> sections, List<String> lines, Words words) {
    for (Interaction.Section section : sections) {
      add(lines, section.title());
      lines.add(words.say("interaction.product", String.join(", ", section.products())));
    }
  }

  private static void card(Interaction.Card card, List<String> lines) {
    lines.add("");
    add(lines, card.text());
    lines.add(card.url());
    if (card.link() != null) {
      lines.add(link(card.link()));
    }
    if (!card.answers().isEmpty()) {
      lines.add(
          card.answers().stream()
              .map(Content.Choice.Option::title)
              .collect(Collectors.joining(" · ")));
    }
  }

  private static String link(Interaction.Link link) {
    return link.label() + ": " + link.url();
  }

  private static void add(List<String> lines, @Nullable String line) {
    if (line != null && !line.isBlank()) {
      lines.add(line);
    }
  }
}
