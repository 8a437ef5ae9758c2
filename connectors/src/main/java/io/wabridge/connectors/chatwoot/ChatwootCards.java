package io.wabridge.connectors.chatwoot;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.Interaction;
import io.wabridge.model.MediaKind;
import io.wabridge.model.connector.InteractionForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Cards that WhatsApp shows as such: several of one shape as a carousel, one without a picture as a
 * text with a link. All others are messages of their own.
 */
final class ChatwootCards {

  private ChatwootCards() {}

  /**
   * The whole message, if it keeps WhatsApp's limits.
   *
   * @param said the text above the cards; a carousel must have one
   */
  static Optional<Content> of(@Nullable String said, List<JsonNode> cards) {
    return Stream.of(carousel(said, cards), link(said, cards))
        .flatMap(Optional::stream)
        .filter(message -> InteractionForm.USUAL.problems(message).isEmpty())
        .map(message -> (Content) message)
        .findFirst();
  }

  private static Optional<Content.Interactive> carousel(
      @Nullable String said, List<JsonNode> nodes) {
    if (said == null || nodes.size() < 2) {
      return Optional.empty();
    }
    var cards = nodes.stream().map(ChatwootCards::card).flatMap(Optional::stream).toList();
    return cards.size() < nodes.size()
        ? Optional.empty()
        : Optional.of(new Content.Interactive(said, null, null, new Interaction.Carousel(cards)));
  }

  private static Optional<Interaction.Card> card(JsonNode card) {
    var picture = word(card, "media_url");
    var links = links(card);
    var answers = answers(card);
    if (picture == null || links.size() > 1 || links.isEmpty() == answers.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Interaction.Card(
            MediaKind.IMAGE,
            picture,
            text(card),
            links.isEmpty() ? null : links.getFirst(),
            answers));
  }

  private static Optional<Content.Interactive> link(@Nullable String said, List<JsonNode> nodes) {
    if (said != null || nodes.size() != 1) {
      return Optional.empty();
    }
    var card = nodes.getFirst();
    var links = links(card);
    var text = text(card);
    return links.size() != 1
            || text == null
            || !answers(card).isEmpty()
            || word(card, "media_url") != null
        ? Optional.empty()
        : Optional.of(new Content.Interactive(text, null, null, links.getFirst()));
  }

  private static @Nullable String text(JsonNode card) {
    var text =
        Stream.of(word(card, "title", ""), word(card, "description", ""))
            .filter(line -> !line.isBlank())
            .collect(Collectors.joining("\n"));
    return text.isEmpty() ? null : text;
  }

  private static List<Interaction.Link> links(JsonNode card) {
    var links = new ArrayList<Interaction.Link>();
    for (var action : list(card, "actions")) {
      if (word(action, "type", "").equals("link")) {
        links.add(new Interaction.Link(word(action, "text", ""), word(action, "uri", "")));
      }
    }
    return links;
  }

  private static List<Option> answers(JsonNode card) {
    var answers = new ArrayList<Option>();
    for (var action : list(card, "actions")) {
      var title = word(action, "text", "");
      if (!word(action, "type", "").equals("link") && !title.isEmpty()) {
        answers.add(new Option(word(action, "payload", title), title, null));
      }
    }
    return answers;
  }
}
