package io.wabridge.state.parked;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Redacts an envelope for operators. Its structure stays visible, and the values at the paths that
 * are listed here, which are the bridge's own ids and kinds; every other value is covered, numbers
 * too. A path is listed, not a name: what is called "id" or "status" may be a person's own word
 * elsewhere.
 */
@Component
class EnvelopeRedactor {

  private static final Set<String> READABLE =
      Set.of(
          "/correlation",
          "/tenant",
          "/acceptedAt",
          "/payload/channel",
          "/payload/desk",
          "/payload/kind",
          "/payload/conversation",
          "/payload/at",
          "/payload/reader",
          "/payload/direction",
          "/payload/message/id",
          "/payload/message/conversation",
          "/payload/message/direction",
          "/payload/message/channel",
          "/payload/message/desk",
          "/payload/message/saidAt",
          "/payload/message/origin/forwarded",
          "/payload/message/origin/businessApp",
          "/payload/message/content/kind",
          "/payload/message/content/type",
          "/payload/message/content/mimeType",
          "/payload/message/content/voice",
          "/payload/message/content/about",
          "/payload/message/content/file/at",
          "/payload/message/content/file/bucket",
          "/payload/message/content/file/bytes",
          "/payload/message/content/file/reason",
          "/payload/message/content/now/kind",
          "/payload/message/content/now/type",
          "/payload/message/content/now/mimeType",
          "/payload/receipt/about",
          "/payload/receipt/conversation",
          "/payload/receipt/channel",
          "/payload/receipt/desk",
          "/payload/receipt/status",
          "/payload/receipt/reason",
          "/payload/receipt/at");

  /** Ids, kinds, media types and times; whatever the path, nothing else is shown. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/+-]{1,100}");

  /** The body of a webhook is JSON in a string. */
  private static final String BODY = "/payload/body";

  /** Members of objects are named by products, but an object may have a person's words for names. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,60}");

  private final JsonMapper json;

  EnvelopeRedactor(JsonMapper json) {
    this.json = json;
  }

  /**
   * Redacts what is parked.
   *
   * @param contract the envelope's contract; empty for a whole webhook that could not be read
   */
  JsonNode redact(String parked, String contract) {
    return nested(parked, contract.isEmpty() ? BODY : "");
  }

  private JsonNode redact(JsonNode node, String path) {
    return switch (node) {
      case ObjectNode object -> {
        var redacted = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(member -> {
              var name = name(member.getKey());
              redacted.set(name, redact(member.getValue(), path + "/" + name));
            });
        yield redacted;
      }
      case ArrayNode array -> {
        var redacted = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> redacted.add(redact(item, path + "/*")));
        yield redacted;
      }
      case JsonNode value when value.isNull() -> value;
      case JsonNode value
          when READABLE.contains(path) && PLAIN.matcher(value.asString()).matches() ->
          value;
      case JsonNode text when text.isString() && path.equals(BODY) ->
          nested(text.asString(), path);
      case JsonNode text when text.isString() -> length(text.asString());
      case JsonNode number when number.isNumber() -> covered("(a number)");
      default -> covered("(true or false)");
    };
  }

  private JsonNode nested(String text, String path) {
    try {
      var inside = json.readTree(text);
      return inside.isObject() || inside.isArray() ? redact(inside, path) : length(text);
    } catch (JacksonException e) {
      return length(text);
    }
  }

  private static String name(String name) {
    return NAME.matcher(name).matches() ? name : "(" + name.length() + " characters)";
  }

  private static JsonNode length(String text) {
    return covered("(" + text.length() + " characters)");
  }

  private static JsonNode covered(String what) {
    return JsonNodeFactory.instance.stringNode(what);
  }
}
