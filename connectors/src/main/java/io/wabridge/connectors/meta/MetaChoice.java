package io.wabridge.connectors.meta;

import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Frame;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.Language;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A question as buttons, as a list, or, if WhatsApp's limits allow neither, as numbered text. */
final class MetaChoice {

  private MetaChoice() {}

  static void write(Content.Choice choice, Language language, ObjectNode json) {
    List<Option> options = choice.options();
    if (!MetaShapes.CAPABILITIES.canAsk(choice)) {
      MetaEncoder.text(choice.numbered(), json);
    } else if (MetaShapes.BUTTONS.fits(choice)) {
      ArrayNode buttons = interactive("button", choice, json).putArray("buttons");
      for (Option option : options) {
        ObjectNode button = buttons.addObject().put("type", "reply");
        button.putObject("reply").put("id", option.id()).put("title", option.title());
      }
    } else {
      @Nullable String named = choice.frame() == null ? null : choice.frame().button();
      String open = named == null ? Words.in(language).say("choice.open") : named;
      rows(options, interactive("list", choice, json).put("button", open).putArray("sections"));
    }
  }

  /** WhatsApp wants a heading above all rows or, if there is only one section, above none. */
  private static void rows(List<Option> options, ArrayNode sections) {
    boolean headings = options.stream().allMatch(option -> option.section() != null);
    @Nullable String heading = null;
    @Nullable ArrayNode rows = null;
    for (Option option : options) {
      if (rows == null || headings && !Objects.equals(heading, option.section())) {
        ObjectNode section = sections.addObject();
        if (headings) {
          section.put("title", option.section());
        }
        heading = option.section();
        rows = section.putArray("rows");
      }
      ObjectNode row = rows.addObject().put("id", option.id()).put("title", option.title());
      if (option.description() != null) {
        row.put("description", option.description());
      }
    }
  }

  private static ObjectNode interactive(String type, Content.Choice choice, ObjectNode json) {
    ObjectNode interactive = MetaEncoder.typed("interactive", json);
    interactive.put("type", type);
    @Nullable Frame frame = choice.frame();
    if (frame != null && frame.header() != null) {
      interactive.putObject("header").put("type", "text").put("text", frame.header());
    }
    interactive.putObject("body").put("text", choice.text());
    if (frame != null && frame.footer() != null) {
      interactive.putObject("footer").put("text", frame.footer());
    }
    return interactive.putObject("action");
  }
}
