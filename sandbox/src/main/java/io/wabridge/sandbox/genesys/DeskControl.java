package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.Journal;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Pages;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.WebhookLog;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The control API of the organisation, including its reset. */
@RestController
class DeskControl {
  private final Conversations conversations;
  private final Integrations integrations;
  private final Profiles profiles;
  private final AccessTokens accessTokens;
  private final AttachmentFetcher fetcher;
  private final Downloads downloads;
  private final Faults faults;
  private final ShiftingClock clock;
  private final WebhookLog log;
  private final Journal journal;
  private final Settings<GenesysSettings> settings;

  DeskControl(
      Conversations conversations,
      Integrations integrations,
      Profiles profiles,
      AccessTokens accessTokens,
      AttachmentFetcher fetcher,
      Downloads downloads,
      Faults faults,
      ShiftingClock clock,
      WebhookLog log,
      Journal journal,
      Settings<GenesysSettings> settings) {
    this.conversations = conversations;
    this.integrations = integrations;
    this.profiles = profiles;
    this.accessTokens = accessTokens;
    this.fetcher = fetcher;
    this.downloads = downloads;
    this.faults = faults;
    this.clock = clock;
    this.log = log;
    this.journal = journal;
    this.settings = settings;
  }

  @GetMapping("/")
  ResponseEntity<Resource> page() {
    return Pages.html("desktop.html");
  }

  @GetMapping("/sandbox/integrations")
  JsonNode integrations() {
    ArrayNode items = Json.array();
    integrations
        .all()
        .forEach(one -> items.addObject().put("id", one.id()).put("name", one.name()));
    return Json.object().set("items", items);
  }

  record NewClient(String id, String secret) {}

  @PostMapping("/sandbox/clients")
  JsonNode client(@RequestBody NewClient asked) {
    accessTokens.client(asked.id(), asked.secret());
    return Json.object().put("success", true);
  }

  @PostMapping("/sandbox/tokens/expire")
  JsonNode expire() {
    accessTokens.revokeAll();
    return Json.object().put("success", true);
  }

  @GetMapping("/sandbox/settings")
  GenesysSettings settings() {
    return settings.now();
  }

  @PatchMapping("/sandbox/settings")
  GenesysSettings change(@RequestBody JsonNode changes) {
    return settings.patch(changes);
  }

  @PostMapping("/sandbox/reset")
  JsonNode reset() {
    conversations.clear();
    integrations.clear();
    profiles.reset();
    accessTokens.reset();
    fetcher.clear();
    downloads.clear();
    faults.clear();
    clock.reset();
    log.clear();
    journal.clear();
    settings.reset();
    return Json.object().put("success", true);
  }
}
