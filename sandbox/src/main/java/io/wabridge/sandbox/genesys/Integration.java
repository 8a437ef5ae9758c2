package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An Open Messaging integration: the address of its webhooks and how they are signed. */
record Integration(String id, String createdAt, ObjectNode entity) {
  String name() {
    return Json.text(entity, "name", "");
  }

  String url() {
    return Json.text(entity, "outboundNotificationWebhookUrl", "");
  }

  String secret() {
    return Json.text(entity, "outboundNotificationWebhookSignatureSecretToken", "");
  }

  JsonNode headers() {
    return entity.path("webhookHeaders");
  }

  String profileId() {
    return Json.text(entity.path("supportedContent"), "id", "");
  }

  String settingId() {
    return Json.text(entity.path("messagingSetting"), "id", "");
  }
}
