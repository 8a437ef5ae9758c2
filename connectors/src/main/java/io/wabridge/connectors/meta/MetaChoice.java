package io.wabridge.connectors.meta;

import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A question as buttons, as a list, or, if WhatsApp's limits allow neither, as numbered text. */
final class MetaChoice {

  private MetaChoice() {}

  static void write(Content.Choice choice, ObjectNode json) {
    List<Option> options = choice.options();
    if (MetaShapes.BUTTONS.fits(choice)) {
      ArrayNode buttons = interactive("button", choice, json).putArray("buttons");
      for (Option option : options) {
        ObjectNode button = buttons.addObject().put("type", "reply");
        button.putObject("reply").put("id", option.id()).put("title", option.title());
      }
    } else if (MetaShapes.LIST.fits(choice)) {
      ObjectNode action = interactive("list", choice, json).put("button", "Choose");
      ArrayNode rows = action.putArray("sections").addObject().putArray("rows");
      for (Option option : options) {
        ObjectNode row = rows.addObject().put("id", option.id()).put("title", option.title());
        if (option.description() != null) {
          row.put("description", option.description());
        }
      }
    } else {
      MetaEncoder.text(choice.numbered(), json);
    }
  }

  private static ObjectNode interactive(String type, Content.Choice choice, ObjectNode json) {
    ObjectNode interactive = MetaEncoder.typed("interactive", json);
    interactive.put("type", type);
    interactive.putObject("body").put("text", choice.text());
    return interactive.putObject("action");
  }
}
