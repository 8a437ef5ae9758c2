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

/** The business account: its subscribed apps, numbers and templates. */
@RestController
class AccountEndpoint {
  private final TokenAuthorization authorization;
  private final Accounts accounts;
  private final Handshake handshake;
  private final Templates templates;
  private final NumberNode numbers;

  AccountEndpoint(
      TokenAuthorization authorization,
      Accounts accounts,
      Handshake handshake,
      Templates templates,
      NumberNode numbers) {
    this.authorization = authorization;
    this.accounts = accounts;
    this.handshake = handshake;
    this.templates = templates;
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

  @GetMapping("/{id}/message_templates")
  JsonNode templates(@PathVariable String id, HttpServletRequest request) {
    authorization.waba(request, id);
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    for (Template template : templates.all()) {
      ObjectNode one = data.addObject().put("id", template.id()).put("name", template.name());
      one.put("language", template.language()).put("status", "APPROVED");
      one.put("category", template.category()).put("parameter_format", "POSITIONAL");
      one.putArray("components").addObject().put("type", "BODY").put("text", template.body());
    }
    return answer;
  }

  @PostMapping("/{id}/message_templates")
  JsonNode create(@PathVariable String id, @RequestBody byte[] body, HttpServletRequest request) {
    authorization.waba(request, id);
    Param sent = Param.root(Json.read(body)).object();
    String text = "";
    for (JsonNode component : sent.need("components").node()) {
      text =
          Json.text(component, "type", "").equals("BODY") ? Json.text(component, "text", "") : text;
    }
    Template made =
        templates.add(
            sent.need("name").text(512),
            sent.need("language").text(20),
            sent.need("category").oneOf("UTILITY", "MARKETING", "AUTHENTICATION"),
            text);
    return Json.object()
        .put("id", made.id())
        .put("status", "APPROVED")
        .put("category", made.category());
  }
}
