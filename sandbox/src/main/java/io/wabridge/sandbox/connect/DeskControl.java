package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.Journal;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Pages;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.WebhookLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
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

/** The agent's page, and the control API to read chats and to change the behaviour. */
@RestController
class DeskControl {
  private final Instances instances;
  private final Roles roles;
  private final Chats chats;
  private final ChatTopics topics;
  private final ClientTokens tokens;
  private final Faults faults;
  private final ShiftingClock clock;
  private final WebhookLog log;
  private final Journal journal;
  private final Settings<ConnectSettings> settings;

  DeskControl(
      Instances instances,
      Roles roles,
      Chats chats,
      ChatTopics topics,
      ClientTokens tokens,
      Faults faults,
      ShiftingClock clock,
      WebhookLog log,
      Journal journal,
      Settings<ConnectSettings> settings) {
    this.instances = instances;
    this.roles = roles;
    this.chats = chats;
    this.topics = topics;
    this.tokens = tokens;
    this.faults = faults;
    this.clock = clock;
    this.log = log;
    this.journal = journal;
    this.settings = settings;
  }

  @GetMapping(path = "/", params = "!Action")
  ResponseEntity<Resource> page() {
    return Pages.html("connect.html");
  }

  record NewInstance(String alias, @Nullable String greeting, @Nullable String address) {}

  @PostMapping("/sandbox/instances")
  JsonNode instance(@RequestBody NewInstance asked) {
    return view(
        instances.create(
            asked.alias(),
            asked.greeting() == null ? "" : asked.greeting(),
            asked.address() == null ? "" : asked.address()));
  }

  @GetMapping("/sandbox/instances")
  JsonNode instances() {
    ArrayNode items = Json.array();
    instances.all().forEach(one -> items.add(view(one)));
    return Json.object().set("items", items);
  }

  /** The agents end all chats of an instance. */
  @PostMapping("/sandbox/instances/{id}/end-chats")
  JsonNode endChats(@PathVariable String id) {
    List<Chat> running =
        chats.all().stream()
            .filter(one -> one.instance().id().equals(id) && !chats.ended(one))
            .toList();
    running.forEach(chats::end);
    return Json.object().put("ended", running.size());
  }

  private static ObjectNode view(Instance one) {
    return Json.object()
        .put("id", one.id())
        .put("alias", one.alias())
        .put("region", Instance.REGION)
        .put("flowId", one.flowId())
        .put("accessKeyId", one.accessKeyId())
        .put("secretAccessKey", one.secretAccessKey())
        .put("topicArn", one.topicArn());
  }

  /** Creates a role with the permissions of the instance's key, and a user who may assume it. */
  @PostMapping("/sandbox/instances/{id}/roles")
  JsonNode role(@PathVariable String id) {
    Instance instance =
        instances.all().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> ConnectException.notFound("There is no instance " + id));
    Role role = roles.create(instance);
    return Json.object()
        .put("roleArn", role.arn())
        .put("externalId", role.externalId())
        .put("accessKeyId", role.accessKeyId())
        .put("secretAccessKey", role.secretAccessKey());
  }

  record OfRole(String roleArn) {}

  /** The owner of a role demands another external ID; its sessions last until their end. */
  @PostMapping("/sandbox/roles/distrust")
  JsonNode distrust(@RequestBody OfRole asked) {
    roles.distrust(asked.roleArn());
    return Json.object().put("success", true);
  }

  /** All sessions of roles end now. */
  @PostMapping("/sandbox/roles/expire")
  JsonNode expire() {
    roles.expire();
    return Json.object().put("success", true);
  }

  @GetMapping("/sandbox/roles/sessions")
  JsonNode sessions() {
    return Json.object().put("begun", roles.begun());
  }

  record OfTopic(String topicArn) {}

  /** Deletes the subscriptions of a topic, as its owner may do. */
  @PostMapping("/sandbox/topics/unsubscribe")
  JsonNode unsubscribe(@RequestBody OfTopic asked) {
    topics.topics().unsubscribe(asked.topicArn());
    return Json.object().put("success", true);
  }

  /** The newest first; returns at once, or after a change since the given signal. */
  @GetMapping("/sandbox/chats")
  JsonNode list(
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    long beat = chats.pulse().awaitAfter(after, timeoutMs);
    ArrayNode items = Json.array();
    chats.all().stream().limit(1000).forEach(one -> items.add(summary(one)));
    return Json.object().put("beat", beat).set("items", items);
  }

  @GetMapping("/sandbox/chats/{contact}")
  JsonNode get(
      @PathVariable String contact,
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    Chat chat = chats.find(contact);
    if (chat == null) {
      throw ConnectException.notFound("There is no chat " + contact);
    }
    chat.pulse().awaitAfter(after, timeoutMs);
    ObjectNode view = summary(chat);
    ArrayNode messages = view.putArray("messages");
    chat.items().forEach(one -> messages.add(item(chat, one)));
    return view;
  }

  private ObjectNode summary(Chat chat) {
    ObjectNode view =
        Json.object()
            .put("id", chat.id())
            .put("instance", chat.instance().id())
            .put("alias", chat.instance().alias())
            .put("name", chat.displayName())
            .put("state", state(chat))
            .put("continuedFrom", chat.continuedFrom())
            .put("currentContact", chat.currentContact())
            .put("total", chat.items().size())
            .put("lastAt", chat.lastAtMs())
            .put("beat", chat.pulse().count());
    return view.set("attributes", chat.attributes());
  }

  private String state(Chat chat) {
    if (chats.ended(chat)) {
      return "ended";
    }
    return chat.connected() ? "connected" : "waiting";
  }

  private static ObjectNode item(Chat chat, ChatItem item) {
    ObjectNode view = Json.object().put("id", item.id()).put("type", item.type());
    view.put("role", item.role()).put("contentType", item.contentType());
    view.put("text", item.content()).put("visibility", item.visibility());
    view.put("at", item.atMs()).put("receipt", chat.receipts().get(item.id()));
    ArrayNode files = view.putArray("attachments");
    for (Attachment one : item.attachments()) {
      ObjectNode file = files.addObject();
      file.put("mime", one.contentType()).put("filename", one.name());
      file.put("status", one.status()).put("size", one.size());
      file.put("path", "/storage/" + one.key());
      Blob blob = one.blob();
      if (blob != null) {
        file.put("sha256", blob.sha256());
      }
    }
    return view;
  }

  @GetMapping("/sandbox/settings")
  ConnectSettings settings() {
    return settings.now();
  }

  @PatchMapping("/sandbox/settings")
  ConnectSettings change(@RequestBody JsonNode changes) {
    return settings.patch(changes);
  }

  @PostMapping("/sandbox/reset")
  JsonNode reset() {
    instances.reset();
    roles.clear();
    chats.clear();
    topics.topics().clear();
    tokens.clear();
    faults.clear();
    clock.reset();
    log.clear();
    journal.clear();
    settings.reset();
    return Json.object().put("success", true);
  }
}
