package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Configuration: integrations, content profiles, messaging settings, recipients. */
@RestController
@RequestMapping("/api/v2")
class SetupEndpoint {
  private static final String OPEN = "/conversations/messaging/integrations/open";
  private static final String CONTENT = "/conversations/messaging/supportedcontent";
  private static final String SETTING = "/conversations/messaging/settings";

  private final Integrations integrations;
  private final Profiles profiles;

  SetupEndpoint(Integrations integrations, Profiles profiles) {
    this.integrations = integrations;
    this.profiles = profiles;
  }

  @PostMapping(OPEN)
  JsonNode create(@RequestBody JsonNode asked) {
    return integrations.create(asked).entity();
  }

  @GetMapping(OPEN)
  JsonNode list(
      @RequestParam(defaultValue = "25") int pageSize,
      @RequestParam(defaultValue = "1") int pageNumber) {
    List<JsonNode> all =
        integrations.all().stream()
            .sorted(Comparator.comparing(Integration::createdAt))
            .map(integration -> (JsonNode) integration.entity())
            .toList();
    return page(all, pageSize, pageNumber);
  }

  @GetMapping(OPEN + "/{id}")
  JsonNode get(@PathVariable String id) {
    return integrations.require(id).entity();
  }

  @PatchMapping(OPEN + "/{id}")
  JsonNode change(@PathVariable String id, @RequestBody JsonNode asked) {
    return integrations.change(integrations.require(id), asked).entity();
  }

  @DeleteMapping(OPEN + "/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id) {
    integrations.require(id);
    integrations.remove(id);
  }

  @PostMapping(CONTENT)
  JsonNode createContent(@RequestBody JsonNode asked) {
    return profiles.content("", asked);
  }

  @PatchMapping(CONTENT + "/{id}")
  JsonNode changeContent(@PathVariable String id, @RequestBody JsonNode asked) {
    return profiles.content(id, asked);
  }

  @GetMapping(CONTENT + "/{id}")
  JsonNode content(@PathVariable String id) {
    return profiles.requireContent(id);
  }

  @GetMapping(CONTENT)
  JsonNode contents(
      @RequestParam(defaultValue = "25") int pageSize,
      @RequestParam(defaultValue = "1") int pageNumber) {
    return page(List.copyOf(profiles.contents()), pageSize, pageNumber);
  }

  @PostMapping(SETTING)
  JsonNode createSetting(@RequestBody JsonNode asked) {
    return profiles.setting("", asked);
  }

  @PatchMapping(SETTING + "/{id}")
  JsonNode changeSetting(@PathVariable String id, @RequestBody JsonNode asked) {
    return profiles.setting(id, asked);
  }

  @GetMapping(SETTING + "/{id}")
  JsonNode setting(@PathVariable String id) {
    return profiles.requireSetting(id);
  }

  @GetMapping(SETTING)
  JsonNode settings(
      @RequestParam(defaultValue = "25") int pageSize,
      @RequestParam(defaultValue = "1") int pageNumber) {
    return page(List.copyOf(profiles.settings()), pageSize, pageNumber);
  }

  @DeleteMapping({CONTENT + "/{id}", SETTING + "/{id}"})
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteProfile(@PathVariable String id) {
    profiles.remove(id);
  }

  @GetMapping("/routing/message/recipients/{id}")
  JsonNode recipient(@PathVariable String id) {
    Integration integration = integrations.require(id);
    return Json.object()
        .put("id", id)
        .put("name", integration.name())
        .put("messengerType", "open")
        .put("selfUri", "/api/v2/routing/message/recipients/" + id);
  }

  @PutMapping("/routing/message/recipients/{id}")
  JsonNode route(@PathVariable String id, @RequestBody JsonNode asked) {
    ObjectNode recipient = (ObjectNode) recipient(id);
    return asked.has("flow") ? recipient.set("flow", asked.get("flow")) : recipient;
  }

  private static JsonNode page(List<? extends JsonNode> all, int size, int number) {
    int pages = Math.max(1, (all.size() + size - 1) / size);
    int from = Math.min(all.size(), (number - 1) * size);
    ObjectNode page = Json.object();
    page.putArray("entities").addAll(all.subList(from, Math.min(all.size(), from + size)));
    return page.put("pageSize", size)
        .put("pageNumber", number)
        .put("total", all.size())
        .put("pageCount", pages);
  }
}
