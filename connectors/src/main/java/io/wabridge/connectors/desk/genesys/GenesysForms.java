package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Cards, pickers and templates as readable text; also forms that this version does not know. */
final class GenesysForms {

  private GenesysForms() {}

  /** The quick replies of an element; none if it is something else. */
  static List<Option> options(JsonNode element) {
    if (element.path("quickReply").isObject()) {
      return option(element.path("quickReply"));
    }
    return list(element.path("quickReplyV2"), "actions").stream()
        .flatMap(action -> option(action).stream())
        .toList();
  }

  static String title(List<JsonNode> elements) {
    return elements.stream()
        .map(element -> word(element.path("quickReplyV2"), "title", ""))
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse("Please choose:");
  }

  private static List<Option> option(JsonNode reply) {
    String title = word(reply, "text", word(reply, "payload", ""));
    return title.isEmpty()
        ? List.of()
        : List.of(new Option(word(reply, "payload", title), title, null));
  }

  static List<Content> read(JsonNode element) {
    List<String> lines = new ArrayList<>();
    if (element.path("card").isObject()) {
      card(element.path("card"), lines);
    } else if (element.path("carousel").isObject()) {
      list(element.path("carousel"), "cards").forEach(card -> card(card, lines));
    } else if (element.path("datePicker").isObject()) {
      dates(element.path("datePicker"), lines);
    } else if (element.path("listPicker").isObject()) {
      sections(element.path("listPicker"), lines);
    } else if (element.path("template").isObject()) {
      template(element.path("template"), lines);
    } else if (!options(element).isEmpty()) {
      lines.add(new Content.Choice("", options(element)).numbered());
    } else {
      anything(element, lines, 0);
    }
    String text = String.join("\n", lines).strip();
    return text.isEmpty() ? List.of() : List.of(new Content.Text(text));
  }

  private static void card(JsonNode card, List<String> lines) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    add(card, "title", lines);
    add(card, "description", lines);
    add(card, "image", lines);
    add(card, "video", lines);
    numbered(list(card, "actions"), lines);
  }

  private static void numbered(List<JsonNode> actions, List<String> lines) {
    int number = 1;
    for (JsonNode action : actions) {
      String title = word(action, "text", word(action, "title", ""));
      String more =
          (word(action, "subtitle", "")
                  + " "
                  + word(action, "url", "")
                  + " "
                  + word(action, "phoneNumber", ""))
              .strip();
      lines.add(number++ + ". " + title + (more.isEmpty() ? "" : " – " + more));
    }
  }

  private static void dates(JsonNode picker, List<String> lines) {
    add(picker, "title", lines);
    add(picker, "subtitle", lines);
    int number = 1;
    for (JsonNode time : list(picker, "availableTimes")) {
      lines.add(number++ + ". " + word(time, "dateTime", ""));
    }
  }

  private static void sections(JsonNode picker, List<String> lines) {
    for (JsonNode section : list(picker, "sections")) {
      add(section, "title", lines);
      numbered(list(section, "items"), lines);
    }
  }

  private static void template(JsonNode template, List<String> lines) {
    add(template.path("header"), "text", lines);
    add(template.path("header").path("media"), "url", lines);
    add(template.path("body"), "text", lines);
    add(template.path("footer"), "text", lines);
    numbered(list(template, "buttons"), lines);
  }

  /** All readable text, so that no agent's message is lost. */
  private static void anything(JsonNode node, List<String> lines, int depth) {
    if (depth > 6 || lines.size() > 40) {
      return;
    }
    for (String name : List.of("title", "subtitle", "description", "text", "url")) {
      add(node, name, lines);
    }
    node.values()
        .forEach(child -> {
          if (child.isContainer()) {
            anything(child, lines, depth + 1);
          }
        });
  }

  private static void add(JsonNode node, String name, List<String> lines) {
    String text = Fields.text(node, name);
    if (text != null && !text.isBlank()) {
      lines.add(text.strip());
    }
  }
}
