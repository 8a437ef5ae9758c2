package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Supported-content profiles and messaging settings, with a default of each. */
@Component
class Profiles {
  static final String DEFAULT_CONTENT = "4b9e2d10-77aa-4c1e-9d25-1f0c6a3b5e77";
  static final String DEFAULT_SETTING = "c2a1f7de-3b54-4a8e-8c0d-5d6e7f8a9b01";

  private final Map<String, ObjectNode> contents = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> settings = new ConcurrentHashMap<>();

  Profiles() {
    reset();
  }

  final void reset() {
    contents.clear();
    settings.clear();
    ObjectNode all = Json.object().put("name", "Sandbox default: everything");
    ObjectNode allow = all.putObject("mediaTypes").putObject("allow");
    allow.putArray("inbound").addObject().put("type", "*/*");
    allow.putArray("outbound").addObject().put("type", "*/*");
    contents.put(DEFAULT_CONTENT, named(all, DEFAULT_CONTENT, "supportedcontent"));
    ObjectNode quiet = Json.object().put("name", "Sandbox default");
    settings.put(DEFAULT_SETTING, named(quiet, DEFAULT_SETTING, "settings"));
  }

  ObjectNode content(String id, JsonNode asked) {
    return keep(contents, id, asked, "supportedcontent");
  }

  ObjectNode setting(String id, JsonNode asked) {
    return keep(settings, id, asked, "settings");
  }

  private static ObjectNode keep(
      Map<String, ObjectNode> where, String id, JsonNode asked, String kind) {
    String key = id.isEmpty() ? UUID.randomUUID().toString() : id;
    ObjectNode was = where.get(key);
    if (!id.isEmpty() && was == null) {
      throw GenesysException.notFound(kind + " " + id);
    }
    ObjectNode now = was == null ? Json.object() : was.deepCopy();
    now.setAll((ObjectNode) asked);
    if (Json.text(now, "name", "").isBlank()) {
      throw GenesysException.badRequest("name is required");
    }
    where.put(key, named(now, key, kind));
    return now;
  }

  private static ObjectNode named(ObjectNode node, String id, String kind) {
    return node.put("id", id).put("selfUri", "/api/v2/conversations/messaging/" + kind + "/" + id);
  }

  ObjectNode requireContent(String id) {
    return require(contents, id);
  }

  ObjectNode requireSetting(String id) {
    return require(settings, id);
  }

  private static ObjectNode require(Map<String, ObjectNode> where, String id) {
    ObjectNode found = where.get(id);
    if (found == null) {
      throw GenesysException.notFound("profile " + id);
    }
    return found;
  }

  Collection<ObjectNode> contents() {
    return contents.values();
  }

  Collection<ObjectNode> settings() {
    return settings.values();
  }

  void remove(String id) {
    contents.remove(id);
    settings.remove(id);
  }

  boolean allows(Integration integration, String direction, String mime) {
    ObjectNode content = contents.get(integration.profileId());
    if (content == null) {
      return true;
    }
    for (JsonNode allowed : content.path("mediaTypes").path("allow").path(direction)) {
      String type = Json.text(allowed, "type", "");
      boolean family = type.endsWith("/*") && mime.startsWith(type.substring(0, type.length() - 1));
      if (type.equals("*/*") || type.equals(mime) || family) {
        return true;
      }
    }
    return false;
  }

  boolean typing(Integration integration, String direction) {
    ObjectNode setting = settings.get(integration.settingId());
    return setting != null
        && Json.text(setting.path("event").path("typing").path("on"), direction, "")
            .equals("Enabled");
  }
}
