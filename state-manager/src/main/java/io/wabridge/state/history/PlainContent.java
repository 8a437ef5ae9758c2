package io.wabridge.state.history;

import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.Interaction;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A content as text for a transcript. */
final class PlainContent {

  private static final PlainContent ENGLISH = new PlainContent(label -> label);

  private final UnaryOperator<String> translate;

  /**
   * @param translate the labels, such as "image", into another language
   */
  PlainContent(UnaryOperator<String> translate) {
    this.translate = translate;
  }

  static String of(Content content) {
    return ENGLISH.text(content);
  }

  String text(Content content) {
    return switch (content) {
      case Content.Text text -> text.body();
      case Content.Media media ->
          labelled(media.type().name().toLowerCase(Locale.ROOT), media.filename())
              + (media.caption() == null ? "" : "\n" + media.caption());
      case Content.Location place ->
          labelled(
              "location",
              joined(
                  place.name(),
                  place.address(),
                  place.latitude() + " " + place.longitude(),
                  place.url()));
      case Content.Contacts contacts ->
          contacts.cards().stream().map(this::card).collect(Collectors.joining("\n"));
      case Content.Choice choice -> choice.numbered();
      case Content.Interactive message -> interactive(message);
      case Content.Template template ->
          labelled("template", template.name())
              + (template.known() == null ? "" : "\n" + template.text());
      case Content.ChoiceReply reply -> labelled("chosen", reply.title());
      case Content.FormReply form -> labelled("form", form.name()) + "\n" + form.answers();
      case Content.Order order -> order(order);
      case Content.Reaction reaction -> labelled("reaction", reaction.emoji());
      case Content.Edit edit -> labelled("edit", null) + "\n" + text(edit.now());
      case Content.Deletion _ -> labelled("deletion", null);
      case Content.Notice notice ->
          labelled(
              "notice",
              notice
                  .values()
                  .getOrDefault(
                      "text", notice.about().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
      case Content.Unsupported other -> labelled("not shown", other.type());
    };
  }

  private String interactive(Content.Interactive message) {
    return Stream.of(
            message.header(),
            message.text(),
            switch (message.action()) {
              case Interaction.Link(var label, var url) -> label + ": " + url;
              case Interaction.Carousel(var cards) ->
                  cards.stream().map(PlainContent::card).collect(Collectors.joining("\n"));
              case Interaction.AskLocation _,
                  Interaction.Product _,
                  Interaction.Products _,
                  Interaction.Catalog _ ->
                  labelled(Excerpt.kind(message), null);
            },
            message.footer())
        .filter(line -> line != null && !line.isBlank())
        .collect(Collectors.joining("\n"));
  }

  private static String card(Interaction.Card card) {
    var link = card.link();
    return joined(card.text(), card.url(), link == null ? null : link.label() + ": " + link.url());
  }

  private String card(Content.Contacts.Card card) {
    return labelled(
        "contact",
        joined(
            Stream.of(
                    Stream.of(card.name(), card.organization()),
                    card.phones().stream(),
                    card.emails().stream())
                .flatMap(all -> all)
                .toArray(String[]::new)));
  }

  private String order(Content.Order order) {
    return Stream.concat(
            Stream.of(labelled("order", order.text())),
            order.items().stream()
                .map(item ->
                    joined(
                        item.quantity() == null ? null : item.quantity() + " x",
                        item.product(),
                        item.price(),
                        item.currency())))
        .collect(Collectors.joining("\n"));
  }

  private String labelled(String label, @Nullable String text) {
    return "[" + translate.apply(label) + (text == null || text.isBlank() ? "" : ": " + text) + "]";
  }

  private static String joined(@Nullable String... parts) {
    return Arrays.stream(parts)
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining(", "));
  }
}
