package io.wabridge.state.search;

import io.wabridge.model.Content;
import io.wabridge.model.Interaction;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts of a content that a search reads: what a person sees, without labels. */
final class SearchableText {

  private SearchableText() {}

  /** Composed texts that are not blank, the one that says most first. */
  static List<String> of(Content content) {
    return texts(content)
        .filter(Objects::nonNull)
        .filter(text -> !text.isBlank())
        .map(Words::composed)
        .toList();
  }

  private static Stream<@Nullable String> texts(Content content) {
    return switch (content) {
      case Content.Text text -> Stream.of(text.body());
      case Content.Media media -> Stream.of(media.caption(), media.filename());
      case Content.Location place -> Stream.of(place.name(), place.address(), place.url());
      case Content.Contacts contacts -> contacts.cards().stream().flatMap(SearchableText::card);
      case Content.Choice choice ->
          Stream.concat(
              Stream.of(choice.text()),
              choice.options().stream()
                  .flatMap(
                      option -> Stream.of(option.section(), option.title(), option.description())));
      case Content.Template template -> Stream.of(template.text());
      case Content.Interactive message -> interactive(message);
      case Content.ChoiceReply reply -> Stream.of(reply.title(), reply.description());
      case Content.FormReply form -> Stream.of(form.answers(), form.name());
      case Content.Order order ->
          Stream.concat(
              Stream.of(order.text()), order.items().stream().map(Content.Order.Item::product));
      case Content.Edit edit -> texts(edit.now());
      case Content.Notice notice -> Stream.of(notice.values().get("text"));
      case Content.Reaction _, Content.Deletion _, Content.Unsupported _ -> Stream.empty();
    };
  }

  private static Stream<@Nullable String> interactive(Content.Interactive message) {
    var own = Stream.of(message.header(), message.text(), message.footer());
    return switch (message.action()) {
      case Interaction.Link(var label, var url) -> Stream.concat(own, Stream.of(label, url));
      case Interaction.Carousel(var cards) ->
          Stream.concat(own, cards.stream().map(Interaction.Card::text));
      case Interaction.Products list ->
          Stream.concat(own, list.sections().stream().flatMap(one -> one.products().stream()));
      case Interaction.Product(var _, var product) -> Stream.concat(own, Stream.of(product));
      case Interaction.AskLocation _, Interaction.Catalog _ -> own;
    };
  }

  private static Stream<@Nullable String> card(Content.Contacts.Card card) {
    return Stream.of(
            Stream.of(card.name(), card.organization()),
            card.phones().stream(),
            card.emails().stream(),
            card.addresses().stream(),
            card.urls().stream())
        .flatMap(texts -> texts);
  }
}
