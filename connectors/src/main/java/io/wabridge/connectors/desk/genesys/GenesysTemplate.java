package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.Content;
import io.wabridge.model.template.TemplateValues;
import io.wabridge.model.template.TemplateValues.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a messaging template whose id names a template of the provider, as {@code
 * namespace@order_update}. A canned response of Genesys has an id of its own and is a text.
 */
final class GenesysTemplate {

  private static final Pattern NAMED = Pattern.compile("[^@]*@([a-z0-9_]{1,512})");
  private static final String CANNED = "cannedresponse@";

  private GenesysTemplate() {}

  static Optional<Content.Template> of(JsonNode template) {
    String id = word(template, "id", "");
    var named = NAMED.matcher(id);
    if (id.startsWith(CANNED) || !named.matches()) {
      return Optional.empty();
    }
    List<Parameter> header = parameters(template.path("header"));
    return Optional.of(
        new Content.Template(
            named.group(1),
            word(template, "language"),
            new TemplateValues(
                header(template.path("header"), header),
                parameters(template.path("body")),
                buttons(list(template, "buttons")),
                List.of(),
                null)));
  }

  private static TemplateValues.@Nullable Header header(JsonNode header, List<Parameter> texts) {
    Content.@Nullable Media file =
        GenesysContents.file(header.path("media")) instanceof Content.Media media ? media : null;
    return texts.isEmpty() && file == null ? null : new TemplateValues.Header(texts, file, null);
  }

  /** A name that is a number is a position. */
  private static List<Parameter> parameters(JsonNode part) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode one : list(part, "parameters")) {
      @Nullable String name = word(one, "name");
      @Nullable String said = text(one, "text");
      boolean position = name == null || name.matches("[0-9]+");
      parameters.add(new Parameter(position ? null : name, said == null ? "" : said));
    }
    return parameters;
  }

  private static List<TemplateValues.Button> buttons(List<JsonNode> buttons) {
    List<TemplateValues.Button> values = new ArrayList<>();
    for (int i = 0; i < buttons.size(); i++) {
      List<Parameter> given = parameters(buttons.get(i));
      if (!given.isEmpty()) {
        values.add(new TemplateValues.Button(i, given.getFirst().text()));
      }
    }
    return values;
  }
}
