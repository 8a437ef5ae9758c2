package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.Language;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question as Twilio's content: a shape, which is created once and has a variable for every text,
 * and the values of the variables.
 *
 * @param name the name of the shape, which identifies what it consists of
 */
record TwilioQuestion(String name, ObjectNode content, String variables) {

  /** A question as buttons or as a list; null if Twilio has no form for it. */
  static @Nullable TwilioQuestion of(Content.Choice choice, Language language) {
    if (TwilioShapes.BUTTONS.fits(choice)) {
      return new Writer(choice).buttons();
    }
    var flat = TwilioShapes.withoutHeadings(choice);
    return flat == null ? null : new Writer(flat).list(Words.in(language).say("choice.open"));
  }

  /** Numbers the variables while it writes the shape. */
  private static final class Writer {
    private final Content.Choice choice;
    private final ObjectNode values = OutsideJson.object();
    private final ObjectNode examples = OutsideJson.object();

    Writer(Content.Choice choice) {
      this.choice = choice;
    }

    TwilioQuestion buttons() {
      var form = OutsideJson.object().put("body", variable(choice.text()));
      for (var option : choice.options()) {
        form.withArray("actions")
            .addObject()
            .put("type", "QUICK_REPLY")
            .put("title", variable(option.title()))
            .put("id", variable(option.id()));
      }
      return question("twilio/quick-reply", form);
    }

    TwilioQuestion list(String open) {
      var form =
          OutsideJson.object().put("body", variable(choice.text())).put("button", variable(open));
      ArrayNode items = form.putArray("items");
      for (var option : choice.options()) {
        var item =
            items
                .addObject()
                .put("item", variable(option.title()))
                .put("id", variable(option.id()));
        if (option.description() != null) {
          item.put("description", variable(option.description()));
        }
      }
      return question("twilio/list-picker", form);
    }

    private String variable(String value) {
      var number = String.valueOf(values.size() + 1);
      values.put(number, value);
      examples.put(number, "example " + number);
      return "{{" + number + "}}";
    }

    private TwilioQuestion question(String type, ObjectNode form) {
      var content = OutsideJson.object();
      var types = content.putObject("types").set(type, form);
      var shape = Digests.sha256Hex(OutsideJson.write(types)).substring(0, 12);
      var name =
          "wabridge_" + type.replaceAll("^.*/|-", "") + "_" + choice.options().size() + "_" + shape;
      content.put("friendly_name", name).put("language", "en").set("variables", examples);
      return new TwilioQuestion(name, content, OutsideJson.write(values));
    }
  }
}
