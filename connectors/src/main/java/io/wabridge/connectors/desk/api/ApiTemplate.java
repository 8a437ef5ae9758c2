package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.template.TemplateValues;
import io.wabridge.model.template.TemplateValues.Parameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a template message: {@code {"name": "…", "language"?: "pt_BR", "params"?: ["…"] or {"name":
 * "…"}, "header"?: {"params"?, "media"?, "location"?}, "buttons"?: [{"index": 0, "value": "…"}],
 * "cards"?: [{"header"?, "params"?, "buttons"?}], "offerEndsAt"?: "…"}}.
 */
final class ApiTemplate {

  private static final int LONGEST = 1024;
  private static final int MOST = 100;

  private final ApiFields fields;
  private final ApiContents contents;

  ApiTemplate(ApiFields fields, ApiContents contents) {
    this.fields = fields;
    this.contents = contents;
  }

  @Nullable Content read(JsonNode template) {
    fields.known(
        template,
        "template.",
        Set.of("name", "language", "params", "header", "buttons", "cards", "offerEndsAt"));
    if (!template.isObject()) {
      return null;
    }
    String name = fields.text(template, "name", "template.name", 512);
    if (!name.isEmpty() && !name.matches("[a-z0-9_]+")) {
      fields.wrong("template.name", "must be lower-case letters, digits and underscores");
    }
    @Nullable String language = fields.optional(template, "language", "template.language", 20);
    TemplateValues values =
        new TemplateValues(
            header(template, "template."),
            params(template, "template."),
            buttons(template, "template."),
            cards(template.path("cards")),
            offerEnds(template));
    return new Content.Template(name, language, values);
  }

  private TemplateValues.@Nullable Header header(JsonNode of, String path) {
    JsonNode header = of.path("header");
    if (header.isMissingNode()) {
      return null;
    }
    String at = path + "header.";
    fields.known(header, at, Set.of("params", "media", "location"));
    if (!header.isObject()) {
      return null;
    }
    Content.@Nullable Media file = null;
    if (header.has("media") && contents.media(header.path("media")) instanceof Content.Media read) {
      file = read;
      if (read.type() == MediaKind.AUDIO || read.type() == MediaKind.STICKER) {
        fields.wrong(at + "media.kind", "must be document, image or video");
      }
    }
    Content.@Nullable Location place =
        header.has("location")
                && contents.location(header.path("location")) instanceof Content.Location read
            ? read
            : null;
    return new TemplateValues.Header(params(header, at), file, place);
  }

  private List<Parameter> params(JsonNode of, String path) {
    JsonNode params = of.path("params");
    List<Parameter> read = new ArrayList<>();
    if (params.isMissingNode()) {
      return read;
    }
    if (!params.isArray() && !params.isObject() || params.size() > MOST) {
      fields.wrong(path + "params", "must be a list of strings, or an object with strings");
      return read;
    }
    if (params.isArray()) {
      for (int i = 0; i < params.size(); i++) {
        read.add(new Parameter(null, value(params.get(i), path + "params[" + i + "]")));
      }
    } else {
      params
          .properties()
          .forEach(one -> {
            String name = Fields.clip(Fields.clean(one.getKey()), 100);
            read.add(new Parameter(name, value(one.getValue(), path + "params." + name)));
          });
    }
    return read;
  }

  private String value(JsonNode value, String path) {
    @Nullable String text = value.isString() ? Fields.text(value) : null;
    if (text == null || text.length() > LONGEST) {
      fields.wrong(path, "must be a string of at most " + LONGEST + " characters");
      return "";
    }
    return text;
  }

  private List<TemplateValues.Button> buttons(JsonNode of, String path) {
    List<TemplateValues.Button> read = new ArrayList<>();
    JsonNode buttons = of.path("buttons");
    if (buttons.isMissingNode()) {
      return read;
    }
    if (!buttons.isArray() || buttons.size() > 10) {
      fields.wrong(path + "buttons", "must be a list of at most 10 elements");
      return read;
    }
    for (int i = 0; i < buttons.size(); i++) {
      JsonNode button = buttons.get(i);
      String at = path + "buttons[" + i + "].";
      fields.known(button, at, Set.of("index", "value"));
      int index = button.path("index").asInt(-1);
      if (index < 0 || index > 9) {
        fields.wrong(at + "index", "must be a number from 0 to 9");
      }
      read.add(new TemplateValues.Button(index, value(button.path("value"), at + "value")));
    }
    return read;
  }

  private List<TemplateValues.Card> cards(JsonNode cards) {
    List<TemplateValues.Card> read = new ArrayList<>();
    if (cards.isMissingNode()) {
      return read;
    }
    if (!cards.isArray() || cards.size() > 10) {
      fields.wrong("template.cards", "must be a list of at most 10 elements");
      return read;
    }
    for (int i = 0; i < cards.size(); i++) {
      String path = "template.cards[" + i + "].";
      fields.known(cards.get(i), path, Set.of("header", "params", "buttons"));
      TemplateValues.@Nullable Header header = header(cards.get(i), path);
      if (header != null
          && header.file() != null
          && cards.get(i).path("header").path("media").has("uploadId")) {
        fields.wrong(path + "header.media", "must have a url: cards take no uploads");
      }
      read.add(
          new TemplateValues.Card(header, params(cards.get(i), path), buttons(cards.get(i), path)));
    }
    return read;
  }

  private @Nullable Instant offerEnds(JsonNode template) {
    @Nullable String at = fields.optional(template, "offerEndsAt", "template.offerEndsAt", 40);
    try {
      return at == null ? null : Instant.parse(at);
    } catch (DateTimeException e) {
      fields.wrong("template.offerEndsAt", "must be a time, as 2026-11-27T12:00:00Z");
      return null;
    }
  }
}
