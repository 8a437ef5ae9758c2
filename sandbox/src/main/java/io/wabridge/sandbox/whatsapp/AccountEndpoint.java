package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The business account: its subscribed apps and numbers. */
@RestController
class AccountEndpoint {
  private final TokenAuthorization authorization;
  private final Accounts accounts;
  private final Handshake handshake;
  private final NumberNode numbers;

  AccountEndpoint(
      TokenAuthorization authorization,
      Accounts accounts,
      Handshake handshake,
      NumberNode numbers) {
    this.authorization = authorization;
    this.accounts = accounts;
    this.handshake = handshake;
    this.numbers = numbers;
  }

  @PostMapping("/{id}/subscribed_apps")
  JsonNode subscribe(
      @PathVariable String id,
      @RequestBody(required = false) byte @Nullable [] body,
      HttpServletRequest request) {
    Waba waba = authorization.waba(request, id);
    JsonNode sent =
        body != null && body.length > 0 && body[0] == '{' ? Json.read(body) : Json.object();
    String url = Json.text(sent, "override_callback_uri");
    if (url == null) {
      url = request.getParameter("override_callback_uri");
    }
    if (url != null && !url.isEmpty()) {
      String token = Json.text(sent, "verify_token");
      String verify = token == null ? request.getParameter("verify_token") : token;
      handshake.require(url, verify == null ? "" : verify);
    }
    String override = url == null ? Waba.NO_OVERRIDE : url;
    waba.subscriptions().put(authorization.require(request).appId(), override);
    return Json.object().put("success", true);
  }

  @GetMapping("/{id}/subscribed_apps")
  JsonNode subscribed(@PathVariable String id, HttpServletRequest request) {
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    authorization
        .waba(request, id)
        .subscriptions()
        .forEach((appId, override) -> {
          ObjectNode one = data.addObject();
          one.putObject("whatsapp_business_api_data")
              .put("id", appId)
              .put("name", "Sandbox app")
              .put("link", "https://apps.example.test/" + appId);
          if (!override.isEmpty()) {
            one.put("override_callback_uri", override);
          }
        });
    return answer;
  }

  @DeleteMapping("/{id}/subscribed_apps")
  JsonNode unsubscribe(@PathVariable String id, HttpServletRequest request) {
    Waba waba = authorization.waba(request, id);
    waba.subscriptions().remove(authorization.require(request).appId());
    return Json.object().put("success", true);
  }

  @GetMapping("/{id}/phone_numbers")
  JsonNode numbers(@PathVariable String id, HttpServletRequest request) {
    Waba waba = authorization.waba(request, id);
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    accounts.numbers().stream()
        .filter(number -> number.waba() == waba)
        .forEach(number -> data.add(numbers.view(number, null)));
    return answer;
  }
}
