package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A message template of an account, in one language, with its state. */
final class Template {
  static final String APPROVED = "APPROVED";
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

  private final String id;
  private final String name;
  private final String language;
  private volatile String category;
  private volatile boolean named;
  private volatile JsonNode components;
  private volatile String status;
  private volatile String quality = "UNKNOWN";
  private volatile String reason = "NONE";

  Template(
      String id,
      String name,
      String language,
      String category,
      boolean named,
      JsonNode components,
      String status) {
    this.id = id;
    this.name = name;
    this.language = language;
    this.category = category;
    this.named = named;
    this.components = components;
    this.status = status;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  String language() {
    return language;
  }

  String category() {
    return category;
  }

  boolean named() {
    return named;
  }

  String status() {
    return status;
  }

  String reason() {
    return reason;
  }

  void become(String now, @Nullable String why) {
    status = now;
    reason = why == null ? "NONE" : why;
  }

  String quality() {
    return quality;
  }

  void quality(String now) {
    quality = now;
  }

  void replace(JsonNode other, @Nullable String otherCategory, boolean withNames) {
    components = other;
    named = withNames;
    category = otherCategory == null ? category : otherCategory;
  }

  /** The first component of this type; a missing node without one. */
  JsonNode component(String type) {
    for (JsonNode one : components) {
      if (upper(Json.text(one, "type", "")).equals(type)) {
        return one;
      }
    }
    return Json.object().path("none");
  }

  List<JsonNode> buttons() {
    List<JsonNode> buttons = new ArrayList<>();
    component("BUTTONS").path("buttons").forEach(buttons::add);
    return buttons;
  }

  /** The text of the body; WhatsApp words that of authentication templates. */
  String body() {
    JsonNode body = component("BODY");
    String text = Json.text(body, "text");
    return text == null && category.equals("AUTHENTICATION")
        ? "{{1}} is your code."
        : orEmpty(text);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static Set<String> places(String text) {
    Set<String> places = new LinkedHashSet<>();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      places.add(matcher.group(1));
    }
    return places;
  }

  static String filled(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }

  static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  /** As Graph shows it. */
  ObjectNode view() {
    ObjectNode view = Json.object().put("name", name).put("language", language);
    view.put("status", status).put("category", category);
    view.put("parameter_format", named ? "NAMED" : "POSITIONAL");
    view.put("rejected_reason", status.equals("REJECTED") ? reason : "NONE");
    view.putObject("quality_score").put("score", quality);
    view.set("components", components);
    return view.put("id", id);
  }
}
