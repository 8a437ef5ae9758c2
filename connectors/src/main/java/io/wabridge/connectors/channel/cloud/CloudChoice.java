package io.wabridge.connectors.channel.cloud;

import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question as buttons, as a list, or, where WhatsApp's limits allow neither, as numbered text.
 */
final class CloudChoice {

  private static final int BODY = 1024;

  private CloudChoice() {}

  static void write(Content.Choice choice, ObjectNode json) {
    List<Option> options = choice.options();
    if (fits(choice, 3, 20, 256) && options.stream().allMatch(o -> o.description() == null)) {
      ArrayNode buttons = interactive("button", choice, json).putArray("buttons");
      for (Option option : options) {
        ObjectNode button = buttons.addObject().put("type", "reply");
        button.putObject("reply").put("id", option.id()).put("title", option.title());
      }
    } else if (fits(choice, 10, 24, 200) && options.stream().allMatch(CloudChoice::describable)) {
      ObjectNode action = interactive("list", choice, json).put("button", "Choose");
      ArrayNode rows = action.putArray("sections").addObject().putArray("rows");
      for (Option option : options) {
        ObjectNode row = rows.addObject().put("id", option.id()).put("title", option.title());
        if (option.description() != null) {
          row.put("description", option.description());
        }
      }
    } else {
      CloudEncoder.text(numbered(choice), json);
    }
  }

  static String numbered(Content.Choice choice) {
    StringBuilder text = new StringBuilder(choice.text());
    int number = 1;
    for (Option option : choice.options()) {
      text.append(text.isEmpty() ? "" : "\n").append(number++).append(". ").append(option.title());
      if (option.description() != null) {
        text.append(" – ").append(option.description());
      }
    }
    return text.toString();
  }

  private static ObjectNode interactive(String type, Content.Choice choice, ObjectNode json) {
    ObjectNode interactive = CloudEncoder.typed("interactive", json);
    interactive.put("type", type);
    interactive.putObject("body").put("text", choice.text());
    return interactive.putObject("action");
  }

  private static boolean fits(Content.Choice choice, int most, int titles, int ids) {
    List<Option> options = choice.options();
    return !options.isEmpty()
        && options.size() <= most
        && !choice.text().isBlank()
        && choice.text().length() <= BODY
        && unique(options, Option::title, titles)
        && unique(options, Option::id, ids);
  }

  private static boolean unique(List<Option> options, Function<Option, String> of, int longest) {
    Set<String> seen = new HashSet<>();
    return options.stream()
        .map(of)
        .allMatch(value ->
            !value.isBlank()
                && value.equals(value.strip())
                && value.length() <= longest
                && seen.add(value));
  }

  private static boolean describable(Option option) {
    return option.description() == null || option.description().length() <= 72;
  }
}
