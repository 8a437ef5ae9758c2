package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.ShiftingClock;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The organisation's integrations, validated on every change. */
@Component
class Integrations {
  private static final String BASE = "/api/v2/conversations/messaging/";
  private static final int SECRET_LONGER_THAN = 15;

  private final Map<String, Integration> integrations = new ConcurrentHashMap<>();
  private final Profiles profiles;
  private final ShiftingClock clock;

  Integrations(Profiles profiles, ShiftingClock clock) {
    this.profiles = profiles;
    this.clock = clock;
  }

  Integration create(JsonNode asked) {
    String id = UUID.randomUUID().toString();
    return save(id, GenesysTimestamps.iso(clock.instant()), Json.object(), asked);
  }

  Integration change(Integration was, JsonNode asked) {
    return save(was.id(), was.createdAt(), was.entity().deepCopy(), asked);
  }

  private Integration save(String id, String createdAt, ObjectNode entity, JsonNode asked) {
    for (String field :
        new String[] {
          "name",
          "outboundNotificationWebhookUrl",
          "outboundNotificationWebhookSignatureSecretToken",
          "webhookHeaders",
          "supportedContent",
          "messagingSetting"
        }) {
      if (asked.hasNonNull(field)) {
        entity.set(field, asked.get(field));
      }
    }
    check(entity);
    entity.put("id", id).put("status", "active").put("createStatus", "Completed");
    entity
        .put("dateCreated", createdAt)
        .put("dateModified", GenesysTimestamps.iso(clock.instant()));
    entity.put("selfUri", BASE + "integrations/open/" + id);
    entity
        .putObject("recipient")
        .put("id", id)
        .put("selfUri", "/api/v2/routing/message/recipients/" + id);
    Integration saved = new Integration(id, createdAt, entity);
    integrations.put(id, saved);
    return saved;
  }

  private void check(ObjectNode entity) {
    if (Json.text(entity, "name", "").isBlank()) {
      throw GenesysException.badRequest("name is required");
    }
    String secret = Json.text(entity, "outboundNotificationWebhookSignatureSecretToken", "");
    if (secret.length() <= SECRET_LONGER_THAN) {
      throw GenesysException.invalid(
          "outboundNotificationWebhookSignatureSecretToken must be longer than 15 characters");
    }
    String url = Json.text(entity, "outboundNotificationWebhookUrl", "");
    try {
      URI uri = URI.create(url);
      if (uri.getHost() == null) {
        throw GenesysException.invalid("outboundNotificationWebhookUrl must be a URL");
      }
    } catch (IllegalArgumentException e) {
      throw GenesysException.invalid("outboundNotificationWebhookUrl must be a URL");
    }
    if (!entity.has("supportedContent")) {
      entity.putObject("supportedContent").put("id", Profiles.DEFAULT_CONTENT);
    }
    if (!entity.has("messagingSetting")) {
      entity.putObject("messagingSetting").put("id", Profiles.DEFAULT_SETTING);
    }
    profiles.requireContent(Json.text(entity.path("supportedContent"), "id", ""));
    profiles.requireSetting(Json.text(entity.path("messagingSetting"), "id", ""));
    for (Map.Entry<String, JsonNode> header : entity.path("webhookHeaders").properties()) {
      if (!header.getValue().isString()) {
        throw GenesysException.badRequest("webhookHeaders must be strings");
      }
    }
  }

  @Nullable Integration find(String id) {
    return integrations.get(id);
  }

  Integration require(String id) {
    Integration found = integrations.get(id);
    if (found == null) {
      throw GenesysException.notFound("integration " + id);
    }
    return found;
  }

  Collection<Integration> all() {
    return integrations.values();
  }

  void remove(String id) {
    integrations.remove(id);
  }

  void clear() {
    integrations.clear();
  }
}
