package io.wabridge.sandbox.whatsapp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One field of a request, which errors name in Meta's notation. */
record Param(String path, JsonNode node) {
  static Param root(JsonNode node) {
    return new Param("", node);
  }

  /** A required property: 131008 without it. */
  Param need(String name) {
    Param found = opt(name);
    if (found == null) {
      throw GraphException.of(131008, "Missing '" + child(name) + "' parameter");
    }
    return found;
  }

  @Nullable Param opt(String name) {
    JsonNode found = node.get(name);
    return found == null || found.isNull() ? null : new Param(child(name), found);
  }

  Param object() {
    if (!node.isObject()) {
      throw wrongType("a JSON object");
    }
    return this;
  }

  List<Param> list(int min, int max) {
    if (!node.isArray()) {
      throw wrongType("an array");
    }
    if (node.size() < min || node.size() > max) {
      throw bad("must have between " + min + " and " + max + " elements, has " + node.size());
    }
    List<Param> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(new Param(path + "[" + i + "]", node.get(i)));
    }
    return elements;
  }

  /** A non-empty string up to a maximum length. */
  String text(int max) {
    if (!node.isString()) {
      throw wrongType("a string");
    }
    String value = node.asString();
    if (value.isBlank()) {
      throw bad("must not be empty");
    }
    if (value.codePointCount(0, value.length()) > max) {
      throw bad("must be at most " + max + " characters long");
    }
    return value;
  }

  void optText(String name, int max) {
    Param found = opt(name);
    if (found != null) {
      found.text(max);
    }
  }

  String oneOf(String... allowed) {
    String value = node.asString("");
    for (String one : allowed) {
      if (one.equals(value)) {
        return value;
      }
    }
    throw GraphException.param(
        "Param %s must be one of {%s} - got \"%s\"."
            .formatted(path, String.join(", ", allowed), value));
  }

  void optFlag(String name) {
    Param found = opt(name);
    if (found != null && !found.node.isBoolean()) {
      throw found.wrongType("a boolean");
    }
  }

  GraphException bad(String why) {
    return GraphException.of(131009, "Parameter '" + path + "' " + why + ".");
  }

  GraphException wrongType(String wanted) {
    return GraphException.param("Param " + path + " must be " + wanted + ".");
  }

  private String child(String name) {
    return path.isEmpty() ? name : path + "['" + name + "']";
  }
}
