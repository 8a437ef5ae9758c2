package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The default templates of every account, and those created through the API. */
@Component
class Templates {
  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  Templates() {
    reset();
  }

  final void reset() {
    templates.clear();
    add("hello_world", "en_US", "UTILITY", "Hello! This is Harbour Bikes.");
    add("order_update", "en_US", "UTILITY", "Your order {{1}} is on its way.");
    add("ride_reminder", "en_GB", "UTILITY", "Hi {{1}}, your ride starts {{2}}.");
    add("login_code", "en_US", "AUTHENTICATION", "{{1}} is your code.");
    add("ride_offer", "en_GB", "MARKETING", "Hi {{1}}, {{2}} off until Sunday.");
  }

  private void add(String name, String language, String category, String body) {
    ArrayNode components = Json.array();
    components.addObject().put("type", "BODY").put("text", body);
    if (name.equals("ride_offer")) {
      ArrayNode buttons = components.addObject().put("type", "BUTTONS").putArray("buttons");
      buttons.addObject().put("type", "QUICK_REPLY").put("text", "Stop offers");
    }
    put(new Template(Ids.node(), name, language, category, false, components, Template.APPROVED));
  }

  void put(Template template) {
    templates.put(key(template.name(), template.language()), template);
  }

  void remove(Template template) {
    templates.remove(key(template.name(), template.language()));
  }

  @Nullable Template find(String name, String language) {
    return templates.get(key(name, language));
  }

  @Nullable Template byId(String id) {
    return templates.values().stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }

  /** A template with the same body and footer. */
  boolean hasTwin(String body, JsonNode footer) {
    return templates.values().stream()
        .anyMatch(one -> one.body().equals(body) && one.component("FOOTER").equals(footer));
  }

  /** By name and language. */
  List<Template> all() {
    return templates.values().stream()
        .sorted(Comparator.comparing(one -> key(one.name(), one.language())))
        .toList();
  }

  private static String key(String name, String language) {
    return name + "|" + language.replace('-', '_');
  }
}
