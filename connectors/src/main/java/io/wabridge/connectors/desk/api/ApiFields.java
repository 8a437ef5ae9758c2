package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a request body and collects everything that is wrong with them. */
final class ApiFields {

  /** One thing that is wrong; the field is a path, as "choice.options[0].title". */
  record Problem(String field, String problem) {}

  private final List<Problem> problems = new ArrayList<>();

  List<Problem> problems() {
    return problems;
  }

  void wrong(String path, String problem) {
    problems.add(new Problem(path, problem));
  }

  /** A text that must be there; empty if it is not. */
  String text(JsonNode node, String name, String path, int most) {
    @Nullable String text = Fields.text(node, name);
    if (text == null || text.isBlank()) {
      wrong(path, "is required");
      return "";
    }
    limit(text, path, most);
    return text;
  }

  /** A text that may be absent; null if it is, or if it is blank. */
  @Nullable String optional(JsonNode node, String name, String path, int most) {
    if (node.has(name) && !node.path(name).isString()) {
      wrong(path, "must be a string");
      return null;
    }
    @Nullable String text = Fields.word(node, name);
    if (text != null) {
      limit(text, path, most);
    }
    return text;
  }

  private void limit(String text, String path, int most) {
    if (text.length() > most) {
      wrong(path, "must have at most " + most + " characters");
    }
  }

  /** The node must be an object without other fields; the path ends with a dot, or is empty. */
  void known(JsonNode node, String path, Set<String> names) {
    if (!node.isObject()) {
      wrong(path.isEmpty() ? "" : path.substring(0, path.length() - 1), "is required");
      return;
    }
    node.propertyNames().stream()
        .filter(name -> !names.contains(name))
        .forEach(name ->
            wrong(
                path + Fields.clip(name, 64),
                names.isEmpty()
                    ? "is not known; none is"
                    : "is not known; known are " + String.join(", ", new TreeSet<>(names))));
  }
}
