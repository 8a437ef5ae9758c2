package io.wabridge.sandbox.whatsapp;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The default templates of every account, and those created through the API. */
@Component
class Templates {
  private static final Pattern PLACE = Pattern.compile("\\{\\{[^}]+}}");

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
  }

  final Template add(String name, String language, String category, String body) {
    int parameters = (int) PLACE.matcher(body).results().count();
    Template template = new Template(Ids.node(), name, language, category, body, parameters);
    templates.put(name + "|" + language, template);
    return template;
  }

  @Nullable Template find(String name, String language) {
    return templates.get(name + "|" + language);
  }

  Collection<Template> all() {
    return templates.values();
  }
}
