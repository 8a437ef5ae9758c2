package io.wabridge.connectors.desk.chatwoot;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.template.TemplateValues;
import io.wabridge.model.template.TemplateValues.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the template that a message of Chatwoot asks for. The values come in the old form, {@code
 * {"1": "Ana"}}, or in the new one, with {@code body}, {@code header} and {@code buttons}.
 */
final class ChatwootTemplate {

  private ChatwootTemplate() {}

  static Optional<Content.Template> of(JsonNode root) {
    JsonNode params = root.path("additional_attributes").path("template_params");
    @Nullable String name = word(params, "name");
    if (name == null) {
      return Optional.empty();
    }
    JsonNode values = params.path("processed_params");
    boolean parts =
        values.path("body").isObject()
            || values.path("header").isObject()
            || values.path("buttons").isArray();
    return Optional.of(
        new Content.Template(
            name,
            word(params, "language"),
            new TemplateValues(
                parts ? header(values.path("header")) : null,
                parameters(parts ? values.path("body") : values),
                parts ? buttons(list(values, "buttons")) : List.of(),
                List.of(),
                null)));
  }

  /** Numbers are positions. */
  private static List<Parameter> parameters(JsonNode values) {
    boolean positions =
        values.propertyNames().stream().allMatch(name -> name.matches("[0-9]{1,3}"));
    List<Parameter> parameters = new ArrayList<>();
    values.properties().stream()
        .sorted(
            positions
                ? Comparator.comparingInt(one -> Integer.parseInt(one.getKey()))
                : Comparator.comparing(one -> ""))
        .forEach(one -> {
          @Nullable String text = text(one.getValue());
          parameters.add(new Parameter(positions ? null : one.getKey(), text == null ? "" : text));
        });
    return parameters;
  }

  private static TemplateValues.@Nullable Header header(JsonNode header) {
    @Nullable String url = word(header, "media_url");
    if (url == null) {
      List<Parameter> texts = parameters(header);
      return texts.isEmpty() ? null : new TemplateValues.Header(texts, null, null);
    }
    MediaKind kind =
        switch (word(header, "media_type", "document").toLowerCase(Locale.ROOT)) {
          case "image" -> MediaKind.IMAGE;
          case "video" -> MediaKind.VIDEO;
          default -> MediaKind.DOCUMENT;
        };
    return new TemplateValues.Header(
        List.of(),
        new Content.Media(
            kind,
            "application/octet-stream",
            word(header, "media_name"),
            null,
            false,
            new MediaRef.Remote(null, url, null, null)),
        null);
  }

  private static List<TemplateValues.Button> buttons(List<JsonNode> buttons) {
    List<TemplateValues.Button> values = new ArrayList<>();
    for (int i = 0; i < buttons.size(); i++) {
      @Nullable String value = word(buttons.get(i), "parameter");
      if (value != null) {
        values.add(new TemplateValues.Button(i, value));
      }
    }
    return values;
  }
}
