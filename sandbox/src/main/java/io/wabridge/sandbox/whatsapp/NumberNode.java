package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A phone number as a Graph node: the requested fields only, and its own callback. */
@Component
class NumberNode {
  private static final String PROMISED =
      "id,display_phone_number,verified_name,quality_rating,code_verification_status";

  private final Handshake handshake;
  private final Accounts accounts;

  NumberNode(Handshake handshake, Accounts accounts) {
    this.handshake = handshake;
    this.accounts = accounts;
  }

  JsonNode view(BusinessNumber number, @Nullable String fields) {
    ObjectNode all = all(number);
    List<String> wanted = List.of((fields == null ? PROMISED : fields).split(","));
    for (String field : wanted) {
      String name = field.strip();
      if (!all.has(name)) {
        throw GraphException.param("Tried accessing nonexisting field (" + name + ")");
      }
    }
    all.retain(wanted.stream().map(String::strip).toList());
    return all.put("id", number.id());
  }

  private ObjectNode all(BusinessNumber number) {
    ObjectNode all = Json.object().put("id", number.id());
    all.put("display_phone_number", number.display());
    all.put("verified_name", number.verifiedName()).put("quality_rating", "GREEN");
    all.put("code_verification_status", "VERIFIED").put("platform_type", "CLOUD_API");
    all.putObject("throughput").put("level", "STANDARD");
    all.put("status", "CONNECTED").put("name_status", "APPROVED").put("account_mode", "LIVE");
    all.put("is_official_business_account", false).put("is_pin_enabled", true);
    all.put("is_on_biz_app", false).put("last_onboarded_time", "2026-09-01T08:30:00+0000");
    all.put("whatsapp_business_manager_messaging_limit", "TIER_2K");
    health(all.putObject("health_status"), number);
    callbacks(all.putObject("webhook_configuration"), number);
    return all;
  }

  private static void health(ObjectNode health, BusinessNumber number) {
    health.put("can_send_message", "AVAILABLE");
    health
        .putArray("entities")
        .addObject()
        .put("entity_type", "PHONE_NUMBER")
        .put("id", number.id())
        .put("can_send_message", "AVAILABLE");
  }

  private void callbacks(ObjectNode configuration, BusinessNumber number) {
    put(configuration, "phone_number", number.override());
    number
        .waba()
        .subscriptions()
        .forEach((appId, override) -> {
          put(configuration, "whatsapp_business_account", override.isEmpty() ? null : override);
          App app = accounts.app(appId);
          put(configuration, "application", app == null ? null : app.callback());
        });
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  JsonNode change(BusinessNumber number, JsonNode body) {
    JsonNode webhooks = body.path("webhook_configuration");
    if (webhooks.isObject()) {
      String url = Json.text(webhooks, "override_callback_uri", "");
      if (!url.isEmpty()) {
        handshake.require(url, Json.text(webhooks, "verify_token", ""));
      }
      number.override(url.isEmpty() ? null : url);
    } else if (!body.has("pin")) {
      throw GraphException.param("There is nothing to change.");
    }
    return Json.object().put("success", true);
  }
}
