package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The account's webhooks, for administrators only. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/webhooks")
class WebhookEndpoint {
  private final Accounts accounts;
  private final AccountWebhooks webhooks;
  private final Settings<ChatwootSettings> settings;

  WebhookEndpoint(
      Accounts accounts, AccountWebhooks webhooks, Settings<ChatwootSettings> settings) {
    this.accounts = accounts;
    this.webhooks = webhooks;
    this.settings = settings;
  }

  @GetMapping
  JsonNode list(@PathVariable long account, HttpServletRequest request) {
    Access.requireAdmin(request);
    ObjectNode json = Json.object();
    ArrayNode items = json.putObject("payload").putArray("webhooks");
    webhooks.of(accounts.require(account)).forEach(one -> items.add(entity(one)));
    return json;
  }

  @PostMapping
  JsonNode create(
      @PathVariable long account, @RequestBody JsonNode asked, HttpServletRequest request) {
    Access.requireAdmin(request);
    return answer(webhooks.save(accounts.require(account), null, fields(asked)));
  }

  @PatchMapping("/{id}")
  JsonNode change(
      @PathVariable long account,
      @PathVariable long id,
      @RequestBody JsonNode asked,
      HttpServletRequest request) {
    Access.requireAdmin(request);
    Account owner = accounts.require(account);
    return answer(webhooks.save(owner, webhooks.require(owner, id), fields(asked)));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(
      @PathVariable long account, @PathVariable long id, HttpServletRequest request) {
    Access.requireAdmin(request);
    webhooks.delete(webhooks.require(accounts.require(account), id));
    return ResponseEntity.ok().build();
  }

  private static JsonNode fields(JsonNode asked) {
    if (!asked.path("webhook").isObject()) {
      throw ChatwootException.message("param is missing or the value is empty: webhook");
    }
    return asked.path("webhook");
  }

  private JsonNode answer(AccountWebhook webhook) {
    ObjectNode json = Json.object();
    json.putObject("payload").set("webhook", entity(webhook));
    return json;
  }

  private ObjectNode entity(AccountWebhook webhook) {
    return webhook.entity(settings.now().signsWebhooks());
  }
}
