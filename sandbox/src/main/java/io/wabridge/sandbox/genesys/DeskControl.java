package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Pages;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.WebhookLog;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Control calls that look at everything, and that start anew. */
@RestController
class DeskControl {
  private final Conversations conversations;
  private final Integrations integrations;
  private final Profiles profiles;
  private final Grants grants;
  private final Fetcher fetcher;
  private final Downloads downloads;
  private final Faults faults;
  private final ShiftingClock clock;
  private final WebhookLog log;
  private final Settings<GenesysSettings> settings;

  DeskControl(
      Conversations conversations,
      Integrations integrations,
      Profiles profiles,
      Grants grants,
      Fetcher fetcher,
      Downloads downloads,
      Faults faults,
      ShiftingClock clock,
      WebhookLog log,
      Settings<GenesysSettings> settings) {
    this.conversations = conversations;
    this.integrations = integrations;
    this.profiles = profiles;
    this.grants = grants;
    this.fetcher = fetcher;
    this.downloads = downloads;
    this.faults = faults;
    this.clock = clock;
    this.log = log;
    this.settings = settings;
  }

  @GetMapping("/")
  ResponseEntity<Resource> page() {
    return Pages.html("desktop.html");
  }

  /** Newest first; returns at once, or when something changed after the given beat. */
  @GetMapping("/sandbox/conversations")
  JsonNode list(
      @RequestParam(required = false) @Nullable String address,
      @RequestParam(defaultValue = "200") int limit,
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    long beat = conversations.pulse().awaitAfter(after, timeoutMs);
    ArrayNode items = Json.array();
    conversations.all().stream()
        .filter(one -> address == null || one.address().equals(address))
        .sorted(Comparator.comparingLong(Conversation::lastAtMs).reversed())
        .limit(limit)
        .forEach(one -> items.add(summary(one)));
    return Json.object()
        .put("beat", beat)
        .put("inboundTotal", conversations.inboundTotal())
        .set("items", items);
  }

  @GetMapping("/sandbox/conversations/{id}")
  JsonNode get(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long atLeast,
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    Conversation conversation = conversations.require(id);
    if (after >= 0) {
      conversation.pulse().awaitAfter(after, timeoutMs);
    } else {
      conversation.talks().await(atLeast, timeoutMs);
    }
    ObjectNode view = summary(conversation);
    ArrayNode messages = view.putArray("messages");
    conversation.talks().all().forEach(talk -> messages.add(talk.view()));
    return view;
  }

  private ObjectNode summary(Conversation conversation) {
    return Json.object()
        .put("id", conversation.id())
        .put("integrationId", conversation.integrationId())
        .put("address", conversation.address())
        .put("nickname", conversation.nickname())
        .put("state", conversation.connected() ? "connected" : "disconnected")
        .put("total", conversation.talks().total())
        .put("lastAt", conversation.lastAtMs())
        .put("customerTyping", conversation.typingUntilMs() > clock.millis())
        .put("beat", conversation.pulse().beats());
  }

  @GetMapping("/sandbox/counters")
  JsonNode counters() {
    return Json.object()
        .put("inbound", conversations.inboundTotal())
        .put("repeatedChannelMessageId", conversations.repeats());
  }

  @GetMapping("/sandbox/message")
  JsonNode byChannelId(@RequestParam String channelMessageId) {
    Talk talk = conversations.byChannelId(channelMessageId);
    if (talk == null) {
      throw GenesysException.notFound("message " + channelMessageId);
    }
    return talk.view().put("conversationId", talk.conversation().id());
  }

  @GetMapping("/sandbox/messages/{id}")
  JsonNode message(@PathVariable String id) {
    Talk talk = conversations.talk(id);
    if (talk == null) {
      throw GenesysException.notFound("message " + id);
    }
    return talk.view().put("conversationId", talk.conversation().id());
  }

  @GetMapping("/sandbox/fetched/{messageId}")
  ResponseEntity<Resource> fetched(@PathVariable String messageId) {
    Fetcher.Fetched fetched = fetcher.kept(messageId);
    if (fetched == null) {
      throw GenesysException.notFound("attachment of " + messageId);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(fetched.mime()))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox")
        .body(new FileSystemResource(fetched.blob().file()));
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
    grants.client(asked.id(), asked.secret());
    return Json.object().put("success", true);
  }

  @PostMapping("/sandbox/tokens/expire")
  JsonNode expire() {
    grants.revokeAll();
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
    grants.reset();
    fetcher.clear();
    downloads.clear();
    faults.clear();
    clock.reset();
    log.clear();
    settings.reset();
    return Json.object().put("success", true);
  }
}
