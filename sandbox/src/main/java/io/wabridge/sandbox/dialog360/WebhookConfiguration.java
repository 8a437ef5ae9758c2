package io.wabridge.sandbox.dialog360;

import io.wabridge.sandbox.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a number's webhooks go: one main address, and up to two that get copies. */
@RestController
@RequestMapping(Dialog360Facade.BASE)
class WebhookConfiguration {
  private static final int ADDRESSES = 3;

  @PostMapping("/v1/configs/webhook")
  JsonNode set(@RequestAttribute(Gateway.KEY) Key key, @RequestBody byte[] body) {
    JsonNode json = Json.read(body);
    Key.Destination destination = destination(json);
    key.webhook(destination);
    return Json.object().put("url", destination.url());
  }

  /** The headers stay hidden. */
  @GetMapping("/v1/configs/webhook")
  JsonNode get(@RequestAttribute(Gateway.KEY) Key key) {
    Key.Destination webhook = key.webhook();
    if (webhook == null) {
      throw new GatewayException(404, "No webhook is set");
    }
    return Json.object().put("url", webhook.url());
  }

  @PostMapping("/multi_webhook")
  JsonNode copies(@RequestAttribute(Gateway.KEY) Key key, @RequestBody byte[] body) {
    JsonNode json = Json.read(body);
    List<Key.Destination> destinations = new ArrayList<>();
    if (json.path("enabled").asBoolean(false)) {
      json.path("destinations")
          .properties()
          .forEach(named -> destinations.add(destination(named.getValue())));
    }
    Set<String> addresses = new HashSet<>();
    destinations.forEach(one -> addresses.add(one.url()));
    Key.Destination main = key.webhook();
    if (main != null) {
      addresses.add(main.url());
    }
    if (addresses.size() > ADDRESSES) {
      throw new GatewayException(400, "At most 3 unique urls are allowed");
    }
    key.copies(destinations);
    ObjectNode answer = Json.object();
    return answer.put("enabled", !destinations.isEmpty());
  }

  private static Key.Destination destination(JsonNode json) {
    Map<String, String> headers = new HashMap<>();
    json.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString("")));
    Key.Destination destination = new Key.Destination(Json.text(json, "url", ""), headers);
    WebhookRules.check(destination);
    return destination;
  }
}
