package io.wabridge.kit.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a query alone: the servlet's own parameters include those of a form in
 * the body, and reading them would consume it.
 */
final class Query {

  private Query() {}

  static Map<String, List<String>> parse(@Nullable String query) {
    var parameters = new LinkedHashMap<String, List<String>>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (var pair : query.split("&")) {
      var equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
    }
    return parameters;
  }

  /** A broken escape stands for itself. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
