package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.desk.Markdown;
import io.wabridge.model.Content;
import io.wabridge.model.connector.Field;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whose texts are read as Markdown. Genesys says whether a bot or a human wrote a message. */
enum GenesysMarkdown {
  NO("None"),
  BOTS("Bots"),
  ALL("Bots and agents");

  static final String NAME = "markdown";

  static final Field FIELD =
      Field.choice(
              NAME,
              "Markdown",
              "Whose messages are written in Markdown and become bold, italic and so on; left empty:"
                  + " those of bots.",
              Stream.of(values())
                  .map(one -> new Field.Option(one.name().toLowerCase(Locale.ROOT), one.label))
                  .toList())
          .optional();

  private final String label;

  GenesysMarkdown(String label) {
    this.label = label;
  }

  static GenesysMarkdown of(String value) {
    return Stream.of(values())
        .filter(one -> one.name().equalsIgnoreCase(value))
        .findFirst()
        .orElse(BOTS);
  }

  List<Content> render(JsonNode root, List<Content> contents) {
    boolean applies =
        switch (this) {
          case NO -> false;
          case BOTS -> word(root, "originatingEntity", "").equalsIgnoreCase("Bot");
          case ALL -> true;
        };
    return applies ? contents.stream().map(GenesysMarkdown::rendered).toList() : contents;
  }

  private static Content rendered(Content content) {
    return switch (content) {
      case Content.Text(var body) -> new Content.Text(Markdown.toWhatsApp(body));
      case Content.Choice choice -> choice.with(Markdown.toWhatsApp(choice.text()));
      case Content.Interactive message ->
          new Content.Interactive(
              Markdown.toWhatsApp(message.text()),
              message.header(),
              message.footer(),
              message.action());
      case Content.Media media when media.caption() != null ->
          new Content.Media(
              media.type(),
              media.mimeType(),
              media.filename(),
              Markdown.toWhatsApp(media.caption()),
              media.voice(),
              media.file());
      default -> content;
    };
  }
}
