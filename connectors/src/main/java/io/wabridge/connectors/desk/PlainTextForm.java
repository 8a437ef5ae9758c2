package io.wabridge.connectors.desk;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A submitted form as lines of text, without its technical token. */
final class PlainTextForm {

  private PlainTextForm() {}

  static String of(Content.FormReply form, Words words) {
    JsonNode answers = OutsideJson.readOrNothing(form.answers());
    if (!answers.isObject()) {
      return "📝 " + form.answers();
    }
    String lines =
        answers.properties().stream()
            .filter(answer -> !answer.getKey().equals("flow_token"))
            .map(answer -> Fields.clean(answer.getKey()) + ": " + value(answer.getValue()))
            .collect(Collectors.joining("\n"));
    return lines.isEmpty() ? "📝 " + words.say("form.empty") : lines;
  }

  private static String value(JsonNode value) {
    String text = Fields.text(value);
    if (text != null) {
      return text;
    }
    return value.isArray()
        ? value.values().stream().map(PlainTextForm::value).collect(Collectors.joining(", "))
        : Fields.clean(value.toString());
  }
}
