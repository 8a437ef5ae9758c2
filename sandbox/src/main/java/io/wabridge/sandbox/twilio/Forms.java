package io.wabridge.sandbox.twilio;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Forms of both directions. */
final class Forms {
  private Forms() {}

  static Map<String, List<String>> read(HttpServletRequest request) throws IOException {
    String type = String.valueOf(request.getContentType());
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      throw TwilioException.invalid(20001, "The content type must be a form's");
    }
    Map<String, List<String>> form = new LinkedHashMap<>();
    String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    for (String pair : body.split("&")) {
      String[] both = pair.split("=", 2);
      if (!both[0].isEmpty()) {
        form.computeIfAbsent(decoded(both[0]), name -> new ArrayList<>())
            .add(both.length == 2 ? decoded(both[1]) : "");
      }
    }
    return form;
  }

  static String write(Map<String, String> form) {
    return form.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
