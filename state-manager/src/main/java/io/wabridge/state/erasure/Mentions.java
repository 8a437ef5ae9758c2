package io.wabridge.state.erasure;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds and removes a person in JSON of any product. An object is about the person if one of its
 * own values, or of objects in it, is one of the person's ids. What is in a list in it is about
 * another person: a contact card in a message does not make the message the person's.
 */
final class Mentions {

  private static final int LONGEST_ID = 1000;

  private final Set<String> ids;
  private final Predicate<String> further;
  private final JsonMapper json;

  /**
   * @param ids of the person
   * @param further whether a value is another id that belongs to the person
   */
  Mentions(Set<String> ids, Predicate<String> further, JsonMapper json) {
    this.ids = ids;
    this.further = further;
    this.json = json;
  }

  /** What remains of a document. */
  sealed interface Rest {
    /** The document is not about the person. */
    record Unchanged() implements Rest {}

    /** The document is about other persons, too. */
    record Changed(String text) implements Rest {}

    /** The whole document is about the person. */
    record Nothing() implements Rest {}
  }

  /** The document, a JSON text or a form, without the person. */
  Rest remove(String document) {
    if (!looksLikeJson(document)) {
      return formIsAbout(document) ? new Rest.Nothing() : new Rest.Unchanged();
    }
    try {
      var root = json.readTree(document);
      if (isAbout(root)) {
        return new Rest.Nothing();
      }
      return removeFrom(root)
          ? new Rest.Changed(json.writeValueAsString(root))
          : new Rest.Unchanged();
    } catch (JacksonException e) {
      return names(document) ? new Rest.Nothing() : new Rest.Unchanged();
    }
  }

  /** Whether the node, without the lists in it, is about the person. */
  boolean isAbout(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> object.values().stream().anyMatch(this::isAbout);
      case ArrayNode _ -> false;
      case JsonNode text when text.isString() -> textIsAbout(text.asString());
      case JsonNode number when number.isNumber() -> is(number.asString());
      default -> false;
    };
  }

  private boolean textIsAbout(String text) {
    if (looksLikeJson(text)) {
      try {
        return isAbout(json.readTree(text));
      } catch (JacksonException e) {
        return false;
      }
    }
    return is(text);
  }

  private boolean removeFrom(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> removeFromObject(object);
      case ArrayNode list -> removeFromList(list);
      default -> false;
    };
  }

  private boolean removeFromObject(ObjectNode object) {
    var changed = false;
    for (var name : List.copyOf(object.propertyNames())) {
      var value = object.get(name);
      if (value.isString() && looksLikeJson(value.asString())) {
        var rest = remove(value.asString());
        if (rest instanceof Rest.Changed(var text)) {
          object.put(name, text);
          changed = true;
        }
      } else {
        changed |= removeFrom(value);
      }
    }
    return changed;
  }

  private boolean removeFromList(ArrayNode list) {
    var changed = false;
    for (var i = list.size() - 1; i >= 0; i--) {
      if (isAbout(list.get(i))) {
        list.remove(i);
        changed = true;
      } else {
        changed |= removeFrom(list.get(i));
      }
    }
    return changed;
  }

  private boolean formIsAbout(String form) {
    for (var field : form.split("&", -1)) {
      var value = field.substring(field.indexOf('=') + 1);
      try {
        var decoded = URLDecoder.decode(value, StandardCharsets.UTF_8);
        if (textIsAbout(decoded)) {
          return true;
        }
      } catch (IllegalArgumentException e) {
        return names(form); // not a form
      }
    }
    return form.indexOf('=') < 0 && names(form);
  }

  /** Whether a value is an id: itself, a number with "+", or behind a scheme. */
  private boolean is(String value) {
    if (value.isEmpty() || value.length() > LONGEST_ID) {
      return false;
    }
    var bare = value.substring(value.lastIndexOf(':') + 1);
    var digits = bare.startsWith("+") ? bare.substring(1) : bare;
    return known(value) || known(bare) || known(digits);
  }

  private boolean known(String value) {
    return ids.contains(value) || further.test(value);
  }

  /** Whether a text contains one of the ids as a word. */
  boolean names(String text) {
    return ids.stream().anyMatch(id -> contains(text, id));
  }

  private static boolean contains(String text, String id) {
    for (var at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
      var end = at + id.length();
      if ((at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
          && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a key of a lane, of a cache or of a held conversation contains one of the ids. */
  boolean inKey(String key) {
    return known(key) || names(key) || Arrays.stream(key.split("[:#| ]")).anyMatch(further);
  }

  private static boolean looksLikeJson(String text) {
    var start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }
}
