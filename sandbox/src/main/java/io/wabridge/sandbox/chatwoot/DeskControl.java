package io.wabridge.sandbox.chatwoot;

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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The agent's page, and the control API to read conversations and to change the behaviour. */
@RestController
class DeskControl {
  private final Accounts accounts;
  private final Contacts contacts;
  private final Conversations conversations;
  private final AccountWebhooks webhooks;
  private final Files files;
  private final Faults faults;
  private final ShiftingClock clock;
  private final WebhookLog log;
  private final Journal journal;
  private final Settings<ChatwootSettings> settings;

  DeskControl(
      Accounts accounts,
      Contacts contacts,
      Conversations conversations,
      AccountWebhooks webhooks,
      Files files,
      Faults faults,
      ShiftingClock clock,
      WebhookLog log,
      Journal journal,
      Settings<ChatwootSettings> settings) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.conversations = conversations;
    this.webhooks = webhooks;
    this.files = files;
    this.faults = faults;
    this.clock = clock;
    this.log = log;
    this.journal = journal;
    this.settings = settings;
  }

  @GetMapping("/")
  ResponseEntity<Resource> page() {
    return Pages.html("chatwoot.html");
  }

  record NewAccount(String name) {}

  @PostMapping("/sandbox/accounts")
  JsonNode account(@RequestBody NewAccount asked) {
    Account account = accounts.create(asked.name());
    return Json.object()
        .put("id", account.id())
        .put("adminToken", account.adminToken())
        .put("agentToken", account.agentToken());
  }

  /** The administrator resets the access token: the former one is revoked. */
  @PostMapping("/sandbox/accounts/{id}/token")
  JsonNode token(@PathVariable long id) {
    Account account = accounts.require(id);
    account.adminToken(Accounts.random(12));
    return Json.object().put("adminToken", account.adminToken());
  }

  record NewNumber(String name, String phone) {}

  /** An administrator connects a WhatsApp number to Chatwoot itself. */
  @PostMapping("/sandbox/accounts/{id}/whatsapp")
  JsonNode whatsApp(@PathVariable long id, @RequestBody NewNumber asked) {
    Inbox inbox = accounts.createWhatsApp(accounts.require(id), asked.name(), asked.phone());
    return Json.object().put("id", inbox.id());
  }

  @GetMapping("/sandbox/inboxes")
  JsonNode inboxes() {
    ArrayNode items = Json.array();
    accounts
        .inboxes()
        .forEach(one ->
            items
                .addObject()
                .put("id", one.id())
                .put("account", one.account().id())
                .put("name", one.name()));
    return Json.object().set("items", items);
  }

  /** An administrator deletes the inbox. */
  @PostMapping("/sandbox/inboxes/{account}/{id}/delete")
  JsonNode deleteInbox(@PathVariable long account, @PathVariable long id) {
    Inbox inbox = accounts.inbox(accounts.require(account), id);
    accounts.delete(inbox);
    conversations.delete(inbox);
    contacts.unbind(inbox);
    return Json.object().put("success", true);
  }

  /** The newest first; returns at once, or after a change since the given signal. */
  @GetMapping("/sandbox/conversations")
  JsonNode list(
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    long beat = conversations.pulse().awaitAfter(after, timeoutMs);
    ArrayNode items = Json.array();
    conversations.all().stream().limit(1000).forEach(one -> items.add(summary(one)));
    return Json.object().put("beat", beat).set("items", items);
  }

  @GetMapping("/sandbox/conversations/{account}/{number}")
  JsonNode get(
      @PathVariable long account,
      @PathVariable long number,
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    Conversation conversation = conversations.require(accounts.require(account), number);
    conversation.pulse().awaitAfter(after, timeoutMs);
    ObjectNode view = summary(conversation);
    ArrayNode messages = view.putArray("messages");
    conversation.messages().forEach(one -> messages.add(message(one)));
    return view;
  }

  private static ObjectNode summary(Conversation conversation) {
    return Json.object()
        .put("id", conversation.account().id() + "/" + conversation.number())
        .put("account", conversation.account().id())
        .put("inbox", conversation.inbox().id())
        .put("inboxName", conversation.inbox().name())
        .put("contact", conversation.contact().id())
        .put("name", conversation.contact().name())
        .put("phone", conversation.contact().phone())
        .put("identifier", conversation.contact().identifier())
        .put("sourceId", conversation.contactInbox().sourceId())
        .put("status", conversation.status())
        .put("total", conversation.messages().size())
        .put("lastAt", conversation.lastAtMs())
        .put("beat", conversation.pulse().count());
  }

  private static ObjectNode message(ChatMessage message) {
    ObjectNode view = Json.object().put("id", message.id()).put("type", message.typeName());
    view.put("private", message.isPrivate()).put("text", message.content());
    view.put("contentType", message.contentType()).put("status", message.status());
    view.put("sourceId", message.sourceId()).put("at", message.createdAtMs());
    view.set("attributes", message.attributes());
    ArrayNode attachments = view.putArray("attachments");
    message
        .attachments()
        .forEach(one ->
            attachments
                .addObject()
                .put("mime", one.mime())
                .put("filename", one.filename())
                .put("voice", one.voice())
                .put("size", one.blob().size())
                .put("sha256", one.blob().sha256())
                .put("path", one.path("disk")));
    return view;
  }

  @GetMapping("/sandbox/settings")
  ChatwootSettings settings() {
    return settings.now();
  }

  @PatchMapping("/sandbox/settings")
  ChatwootSettings change(@RequestBody JsonNode changes) {
    return settings.patch(changes);
  }

  @PostMapping("/sandbox/reset")
  JsonNode reset() {
    accounts.reset();
    contacts.clear();
    conversations.clear();
    webhooks.clear();
    files.clear();
    faults.clear();
    clock.reset();
    log.clear();
    journal.clear();
    settings.reset();
    return Json.object().put("success", true);
  }
}
