package io.wabridge.connectors.meta;

import io.wabridge.connectors.Fields;
import io.wabridge.model.connector.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Collects what is wrong with a draft; a path names the place, as {@code components[1].text}. */
final class MetaTemplateProblems {

  private final List<FieldProblem> found = new ArrayList<>();

  void add(String path, String problem) {
    found.add(new FieldProblem(path, path, problem));
  }

  void addIf(boolean wrong, String path, String problem) {
    if (wrong) {
      add(path, problem);
    }
  }

  /** The text of a property that must have one, of at most this length; empty without one. */
  String text(JsonNode node, String name, String path, int most) {
    String text = Fields.text(node, name);
    if (text == null || text.isBlank()) {
      add(path + "." + name, "is required");
      return "";
    }
    addIf(length(text) > most, path + "." + name, "must have at most " + most + " characters");
    return text;
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  List<FieldProblem> list() {
    return List.copyOf(found);
  }
}
