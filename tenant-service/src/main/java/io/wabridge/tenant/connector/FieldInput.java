package io.wabridge.tenant.connector;

import io.wabridge.model.connector.Field;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks the JSON of one field by the rules of that field. */
sealed interface FieldInput {

  /** A valid value. */
  record Value(String text) implements FieldInput {
    @Override
    public String toString() {
      return "Value";
    }
  }

  /** No value: null, a blank text, an empty list. */
  record Empty() implements FieldInput {}

  /**
   * An invalid value.
   *
   * @param problem never repeats the value
   */
  record Wrong(String problem) implements FieldInput {}

  int LONGEST = 4096;
  int LONGEST_SECRET = 16 * 1024;

  static FieldInput read(Field field, JsonNode json) {
    if (json.isNull()) {
      return new Empty();
    }
    if (field.type() == Field.Type.LIST) {
      return list(field, json);
    }
    if (!json.isString()) {
      return new Wrong("must be a text");
    }
    var text = json.asString().strip();
    if (text.isEmpty()) {
      // forms do not show secrets and send an unchanged one empty: that must not remove it
      return field.isSecret()
          ? new Wrong("must not be empty; omit it to keep the secret, send null to remove it")
          : new Empty();
    }
    var url = field.type() == Field.Type.URL ? text.replaceAll("/+$", "") : text;
    var problem = problem(field, url);
    return problem == null ? new Value(url) : new Wrong(problem);
  }

  private static FieldInput list(Field field, JsonNode json) {
    if (!json.isArray()) {
      return new Wrong("must be a list of texts");
    }
    var lines = new ArrayList<String>();
    for (var item : json) {
      if (!item.isString()) {
        return new Wrong("must be a list of texts");
      }
      var line = item.asString().strip();
      if (line.isEmpty()) {
        continue;
      }
      var problem = problem(field, line);
      if (problem != null) {
        return new Wrong("has an entry that " + problem);
      }
      lines.add(line);
    }
    return lines.isEmpty() ? new Empty() : new Value(String.join("\n", lines));
  }

  private static @Nullable String problem(Field field, String text) {
    if (text.length() > (field.isSecret() ? LONGEST_SECRET : LONGEST)) {
      return "is too long";
    }
    return switch (field.type()) {
      case SECRET ->
          text.matches("[*•]+") ? "is only a placeholder of the secret" : mismatch(field, text);
      case TEXT, LIST -> hasControls(text) ? "must be one line of text" : mismatch(field, text);
      case URL -> isWebAddress(text) ? mismatch(field, text) : "is not an http or https address";
      case CHOICE, REGION -> isOption(field, text) ? null : "must be one of: " + options(field);
    };
  }

  private static @Nullable String mismatch(Field field, String text) {
    var pattern = field.pattern();
    if (pattern == null || text.matches(pattern)) {
      return null;
    }
    return field.patternHelp() == null
        ? "is not valid"
        : "is not valid: a valid value " + field.patternHelp();
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static boolean isOption(Field field, String text) {
    return field.options().stream().anyMatch(option -> option.value().equals(text));
  }

  private static String options(Field field) {
    return field.options().stream().map(Field.Option::value).collect(Collectors.joining(", "));
  }

  private static boolean isWebAddress(String text) {
    try {
      var address = new URI(text);
      return address.getScheme() != null
          && List.of("http", "https").contains(address.getScheme().toLowerCase(Locale.ROOT))
          && address.getHost() != null
          && address.getUserInfo() == null
          && address.getFragment() == null;
    } catch (java.net.URISyntaxException _) {
      return false;
    }
  }
}
