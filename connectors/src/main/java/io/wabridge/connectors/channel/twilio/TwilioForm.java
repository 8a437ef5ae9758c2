package io.wabridge.connectors.channel.twilio;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Parameters in the format {@code application/x-www-form-urlencoded}. */
final class TwilioForm {

  private final Map<String, TreeSet<String>> values = new TreeMap<>();
  private final Map<String, String> first = new LinkedHashMap<>();

  private TwilioForm() {}

  /** Reads a body; a parameter that cannot be decoded is taken as it is written. */
  static TwilioForm read(byte[] body) {
    var form = new TwilioForm();
    for (var pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      if (!pair.isEmpty()) {
        var cut = pair.indexOf('=');
        form.add(
            decoded(cut < 0 ? pair : pair.substring(0, cut)),
            cut < 0 ? "" : decoded(pair.substring(cut + 1)));
      }
    }
    return form;
  }

  private void add(String name, String value) {
    values.computeIfAbsent(name, _ -> new TreeSet<>()).add(value);
    first.putIfAbsent(name, value);
  }

  /** The parameters, each with its first value. */
  Map<String, String> first() {
    return Map.copyOf(first);
  }

  /** Names and values as they are signed: sorted, and each value once. */
  String signed() {
    var text = new StringBuilder();
    values.forEach((name, all) -> all.forEach(value -> text.append(name).append(value)));
    return text.toString();
  }

  /** Writes a body. */
  static String write(List<Map.Entry<String, String>> parameters) {
    return parameters.stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String write(Map<String, String> parameters) {
    return write(new ArrayList<>(parameters.entrySet()));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
