package io.wabridge.model.connector;

import io.wabridge.model.Content;
import io.wabridge.model.Interaction;
import io.wabridge.model.MediaKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a channel's messages with something to open or to choose. All lengths are in
 * characters.
 *
 * @param text of the message itself
 * @param header above the message
 * @param footer below the message
 * @param label of a button that opens something
 * @param url of such a button
 * @param products in one message, under all headings
 * @param sections headings in one message
 * @param sectionTitle of a heading
 * @param fewestCards of a carousel
 * @param cards most of a carousel
 * @param cardText of one card
 * @param cardAnswers of one card
 * @param answerTitle of an answer on a card
 * @param answerId of an answer on a card
 */
public record InteractionForm(
    int text,
    int header,
    int footer,
    int label,
    int url,
    int products,
    int sections,
    int sectionTitle,
    int fewestCards,
    int cards,
    int cardText,
    int cardAnswers,
    int answerTitle,
    int answerId) {

  /** Of WhatsApp itself, whichever provider carries it. */
  public static final InteractionForm USUAL =
      new InteractionForm(1024, 60, 60, 20, 2000, 30, 10, 24, 2, 10, 160, 2, 20, 256);

  private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s/]+.*");

  /** What is wrong with a field, as "must have at most 20 characters". */
  public record Problem(String field, String rule) {

    @Override
    public String toString() {
      return field + " " + rule;
    }
  }

  /** Everything that does not fit; empty: the message can be sent. */
  public List<Problem> problems(Content.Interactive message) {
    var problems = new ArrayList<Problem>();
    var action = message.action();
    var optional = action instanceof Interaction.Product;
    length(problems, "text", message.text().isEmpty() && optional ? null : message.text(), text);
    frame(problems, message);
    switch (action) {
      case Interaction.Link link -> link(problems, "", link);
      case Interaction.AskLocation _, Interaction.Catalog _ -> {}
      case Interaction.Product(var catalog, var product) -> {
        length(problems, "catalog", catalog, Integer.MAX_VALUE);
        length(problems, "product", product, Integer.MAX_VALUE);
      }
      case Interaction.Products list -> products(problems, message, list);
      case Interaction.Carousel(var list) -> cards(problems, list);
    }
    return problems;
  }

  /** Whether the lines above and below a question, and its button, fit. */
  public boolean frames(Content.Choice.Frame frame) {
    var problems = new ArrayList<Problem>();
    length(problems, "header", frame.header(), header);
    length(problems, "footer", frame.footer(), footer);
    length(problems, "button", frame.button(), label);
    return problems.isEmpty();
  }

  private void frame(List<Problem> problems, Content.Interactive message) {
    var plain =
        switch (message.action()) {
          case Interaction.AskLocation _, Interaction.Carousel _ -> true;
          case Interaction.Link _,
              Interaction.Product _,
              Interaction.Products _,
              Interaction.Catalog _ ->
              false;
        };
    var headed =
        message.action() instanceof Interaction.Link
            || message.action() instanceof Interaction.Products;
    if (message.header() != null && !headed) {
      problems.add(new Problem("header", "is not possible with this kind of message"));
    } else {
      length(problems, "header", message.header(), header);
    }
    if (message.footer() != null && plain) {
      problems.add(new Problem("footer", "is not possible with this kind of message"));
    } else {
      length(problems, "footer", message.footer(), footer);
    }
  }

  private void link(List<Problem> problems, String path, Interaction.Link link) {
    length(problems, path + "label", link.label(), label);
    length(problems, path + "url", link.url(), url);
    if (!WEB.matcher(link.url()).matches()) {
      problems.add(new Problem(path + "url", "must be an https or http address"));
    }
  }

  private void products(
      List<Problem> problems, Content.Interactive message, Interaction.Products list) {
    if (message.header() == null) {
      problems.add(new Problem("header", "is required"));
    }
    length(problems, "catalog", list.catalog(), Integer.MAX_VALUE);
    count(problems, "sections", list.sections().size(), 1, sections);
    for (var i = 0; i < list.sections().size(); i++) {
      var section = list.sections().get(i);
      var path = "sections[" + i + "].";
      if (section.title() == null && list.sections().size() > 1) {
        problems.add(new Problem(path + "title", "is required"));
      }
      length(problems, path + "title", section.title(), sectionTitle);
      if (section.products().isEmpty() || section.products().stream().anyMatch(String::isBlank)) {
        problems.add(new Problem(path + "products", "must each be the id of a product"));
      }
    }
    var all = list.sections().stream().mapToInt(section -> section.products().size()).sum();
    if (all > products) {
      problems.add(new Problem("sections", "must have at most " + products + " products"));
    }
  }

  private void cards(List<Problem> problems, List<Interaction.Card> list) {
    count(problems, "cards", list.size(), fewestCards, cards);
    for (var i = 0; i < list.size(); i++) {
      card(problems, "cards[" + i + "].", list.get(i));
    }
    same(problems, list, "links or answers", card -> card.link() == null ? 0 : 1);
    same(problems, list, "the same number of answers", card -> card.answers().size());
    same(problems, list, "a text or none", card -> card.text() == null ? 0 : 1);
  }

  private static void same(
      List<Problem> problems,
      List<Interaction.Card> list,
      String what,
      ToIntFunction<Interaction.Card> of) {
    if (list.stream().mapToInt(of).distinct().count() > 1) {
      problems.add(new Problem("cards", "must all have " + what));
    }
  }

  private void card(List<Problem> problems, String path, Interaction.Card card) {
    if (card.kind() != MediaKind.IMAGE && card.kind() != MediaKind.VIDEO) {
      problems.add(new Problem(path + "kind", "must be image or video"));
    }
    if (!WEB.matcher(card.url()).matches()) {
      problems.add(new Problem(path + "url", "must be an https or http address"));
    }
    length(problems, path + "text", card.text(), cardText);
    var link = card.link();
    if ((link == null) == card.answers().isEmpty()) {
      problems.add(new Problem(path + "link", "must be there, or answers, and not both"));
    }
    if (link != null) {
      link(problems, path + "link.", link);
    }
    if (card.answers().size() > cardAnswers) {
      problems.add(new Problem(path + "answers", "must be at most " + cardAnswers));
    }
    var ids = new HashSet<String>();
    for (var i = 0; i < card.answers().size(); i++) {
      answer(problems, path + "answers[" + i + "].", card.answers().get(i), ids);
    }
  }

  private void answer(
      List<Problem> problems, String path, Content.Choice.Option answer, Set<String> ids) {
    length(problems, path + "title", answer.title(), answerTitle);
    length(problems, path + "id", answer.id(), answerId);
    if (!answer.id().equals(answer.id().strip())) {
      problems.add(new Problem(path + "id", "must not begin or end with a blank"));
    }
    if (!ids.add(answer.id())) {
      problems.add(new Problem(path + "id", "is the id of another answer, too"));
    }
  }

  private static void count(List<Problem> problems, String field, int size, int min, int max) {
    if (size < min || size > max) {
      problems.add(new Problem(field, "must have " + min + " to " + max + " elements"));
    }
  }

  /** A value that is there must not be blank. */
  private static void length(
      List<Problem> problems, String field, @Nullable String value, int most) {
    if (value == null) {
      return;
    }
    if (value.isBlank()) {
      problems.add(new Problem(field, "is required"));
    } else if (value.length() > most) {
      problems.add(new Problem(field, "must have at most " + most + " characters"));
    }
  }
}
