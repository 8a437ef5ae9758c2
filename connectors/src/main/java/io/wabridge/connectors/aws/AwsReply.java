package io.wabridge.connectors.aws;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer of AWS.
 *
 * @param body its text: JSON, or XML of SNS
 * @param errorType the header with the name of the exception
 */
public record AwsReply(
    int status, String body, @Nullable String errorType, @Nullable Duration retryAfter) {

  private static final int LONGEST = 500;
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z.]{1,80})</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

  public boolean success() {
    return status >= 200 && status < 300;
  }

  public JsonNode json() {
    return OutsideJson.readOrNothing(body);
  }

  /** The name of the exception, or empty: a header, a property, or an element of XML. */
  public String type() {
    var json = json();
    var named = errorType;
    if (named == null) {
      named = word(json, "__type", word(json, "code", inXml(CODE)));
    }
    var plain = named.substring(named.indexOf('#') + 1);
    var tail = plain.indexOf(':');
    return (tail < 0 ? plain : plain.substring(0, tail)).strip();
  }

  /** A token, which is sent in a header; empty if there is none that may be. */
  public String token(String name) {
    return token(json(), name);
  }

  public static String token(JsonNode json, String name) {
    var token = word(json, name, "");
    return token.matches("[\\x21-\\x7e]{1,8000}") ? token : "";
  }

  private String words() {
    var json = json();
    return clip(word(json, "Message", word(json, "message", inXml(MESSAGE))), LONGEST);
  }

  private String inXml(Pattern element) {
    var found = element.matcher(clip(body, 10_000));
    return found.find() ? found.group(1) : "";
  }

  /** The exception and its words, as "HTTP 403 AccessDeniedException: …". */
  public String detail() {
    var error = error();
    return "HTTP " + status + (error.isEmpty() ? "" : " " + error);
  }

  /** The same without the status; empty if the answer says nothing. */
  public String error() {
    var type = clip(type(), 100);
    var words = words();
    return type + (type.isEmpty() || words.isEmpty() ? "" : ": ") + words;
  }
}
