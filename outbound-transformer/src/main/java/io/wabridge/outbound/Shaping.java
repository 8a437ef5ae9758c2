package io.wabridge.outbound;

import io.wabridge.connectors.Words;
import io.wabridge.connectors.channel.TextParts;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.Excerpt;
import io.wabridge.model.Interaction;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the contents of an agent's message into messages that the conversation's channel can carry,
 * in order. Content for which the channel has no form becomes text.
 */
final class Shaping {

  /**
   * One message.
   *
   * @param change what its trace says was changed; null: nothing
   * @param numbered the answers that it numbers
   * @param refusal why it may not be sent, whatever the conversation; null: it may
   */
  record Part(
      Content content,
      @Nullable String change,
      List<Option> numbered,
      @Nullable Reason refusal,
      @Nullable String refusalDetail) {

    private Part(Content content, @Nullable String change) {
      this(content, change, List.of(), null, null);
    }

    /** The same template, after its check. */
    Part checked(TemplateOrders.Checked template) {
      return new Part(template.content(), change, numbered, template.reason(), template.detail());
    }
  }

  private final Capabilities capabilities;
  private final Language language;
  private final List<Part> parts = new ArrayList<>();
  private int answers;

  private Shaping(Capabilities capabilities, Language language) {
    this.capabilities = capabilities;
    this.language = language;
  }

  static List<Part> of(List<Content> contents, Capabilities capabilities, Language language) {
    var shaping = new Shaping(capabilities, language);
    contents.forEach(shaping::add);
    return List.copyOf(shaping.parts);
  }

  private void add(Content content) {
    switch (content) {
      case Content.Text text -> addText(text.body(), null);
      case Content.Media media -> addMedia(media);
      case Content.Template template -> addUnchanged(template);
      case Content.Choice choice -> addChoice(TimeSlots.worded(choice, language));
      case Content.Interactive message -> addInteractive(message);
      default -> {
        var kind = Excerpt.kind(content);
        if (capabilities.contents().contains(kind)) {
          addUnchanged(content);
        } else {
          addText(
              PlainTextRenderer.of(content, language),
              "sent as text: the channel has no form for " + kind);
        }
      }
    }
  }

  /** What does not keep the channel's limits is refused: as text it would be another message. */
  private void addInteractive(Content.Interactive message) {
    var kind = Excerpt.kind(message);
    var form = capabilities.interactions();
    if (form == null || !capabilities.contents().contains(kind)) {
      addWithoutForm(message, "the channel has no form for " + kind);
      return;
    }
    var problems = form.problems(message);
    parts.add(
        problems.isEmpty()
            ? new Part(message, null)
            : new Part(
                message,
                null,
                List.of(),
                Reason.CONTENT_REFUSED,
                problems.stream()
                    .map(problem -> kind + "." + problem)
                    .collect(Collectors.joining("; ", "", "."))));
  }

  /** Text, and the pictures and videos of cards. */
  private void addWithoutForm(Content.Interactive message, String why) {
    if (!(message.action() instanceof Interaction.Carousel(var cards))
        || !capabilities.contents().contains("media")) {
      addText(PlainTextRenderer.of(message, language), "sent as text: " + why);
      return;
    }
    addText(message.text(), "each card follows as a message: " + why);
    for (var card : cards) {
      var video = card.kind() == MediaKind.VIDEO;
      addMedia(
          new Content.Media(
              card.kind(),
              video ? "video/mp4" : "image/jpeg",
              null,
              caption(card),
              false,
              new MediaRef.Remote(null, card.url(), null, null)));
    }
  }

  private static @Nullable String caption(Interaction.Card card) {
    var link = card.link();
    var lines =
        Stream.of(
                Stream.ofNullable(card.text()),
                Stream.ofNullable(link == null ? null : link.label() + ": " + link.url()),
                card.answers().stream().map(Option::title))
            .flatMap(line -> line)
            .toList();
    return lines.isEmpty() ? null : String.join("\n", lines);
  }

  /** A question that is too long for a form of the channel comes before the form. */
  private void addChoice(Content.Choice choice) {
    var prompted = choice.with(Words.in(language).say("choice.prompt"));
    if (capabilities.canAsk(choice)) {
      addUnchanged(choice);
    } else if (choice.options().isEmpty()) {
      addText(choice.text(), null);
    } else if (capabilities.canAsk(prompted)) {
      if (!choice.text().isBlank()) {
        addText(choice.text(), "the answers follow: the question is too long for their form");
      }
      addUnchanged(prompted);
    } else {
      addNumbered(choice);
    }
  }

  /** The numbers run on over all questions of the agent's message. */
  private void addNumbered(Content.Choice choice) {
    var first = parts.size();
    addText(
        choice.numbered(answers + 1),
        "sent as numbered text: the channel has no form for this choice");
    answers += choice.options().size();
    var part = parts.get(first);
    parts.set(first, new Part(part.content(), part.change(), choice.options(), null, null));
  }

  private void addUnchanged(Content content) {
    parts.add(new Part(content, null));
  }

  /** A caption that is too long follows as text. */
  private void addMedia(Content.Media media) {
    var caption = media.caption();
    if (caption == null || caption.length() <= capabilities.captionCharacters(media.type())) {
      addUnchanged(media);
      return;
    }
    addUnchanged(
        new Content.Media(
            media.type(), media.mimeType(), media.filename(), null, media.voice(), media.file()));
    addText(caption, "the caption follows as text: it is too long for the channel");
  }

  private void addText(String text, @Nullable String change) {
    var texts = TextParts.split(text, capabilities.textCharacters());
    for (var i = 0; i < texts.size(); i++) {
      var divided =
          texts.size() == 1
              ? null
              : "part %d of %d: too long for one message".formatted(i + 1, texts.size());
      parts.add(new Part(new Content.Text(texts.get(i)), change == null ? divided : change));
    }
  }
}
