package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
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

/** The inboxes: only administrators may change them. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/inboxes")
class InboxEndpoint {
  private final Accounts accounts;
  private final Contacts contacts;
  private final Conversations conversations;
  private final Settings<ChatwootSettings> settings;

  InboxEndpoint(
      Accounts accounts,
      Contacts contacts,
      Conversations conversations,
      Settings<ChatwootSettings> settings) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.conversations = conversations;
    this.settings = settings;
  }

  @GetMapping
  JsonNode list(@PathVariable long account, HttpServletRequest request) {
    Account owner = accounts.require(account);
    ArrayNode items = Json.array();
    accounts.inboxes().stream()
        .filter(one -> one.account() == owner)
        .sorted(Comparator.comparingLong(Inbox::id))
        .forEach(one -> items.add(entity(one, request)));
    return Json.object().set("payload", items);
  }

  @PostMapping
  JsonNode create(
      @PathVariable long account, @RequestBody JsonNode asked, HttpServletRequest request) {
    Access.requireAdmin(request);
    return entity(accounts.createInbox(accounts.require(account), asked), request);
  }

  @GetMapping("/{id}")
  JsonNode get(@PathVariable long account, @PathVariable long id, HttpServletRequest request) {
    return entity(accounts.inbox(accounts.require(account), id), request);
  }

  @PatchMapping("/{id}")
  JsonNode change(
      @PathVariable long account,
      @PathVariable long id,
      @RequestBody JsonNode asked,
      HttpServletRequest request) {
    Access.requireAdmin(request);
    Inbox inbox = accounts.inbox(accounts.require(account), id);
    accounts.change(inbox, asked.path("channel"));
    inbox.name(Json.text(asked, "name", inbox.name()));
    return entity(inbox, request);
  }

  /** Deletes the inbox with its conversations; Chatwoot does so in the background. */
  @DeleteMapping("/{id}")
  JsonNode delete(@PathVariable long account, @PathVariable long id, HttpServletRequest request) {
    Access.requireAdmin(request);
    Inbox inbox = accounts.inbox(accounts.require(account), id);
    accounts.delete(inbox);
    conversations.delete(inbox);
    contacts.unbind(inbox);
    return Json.object().put("message", "Your inbox deletion request will be processed.");
  }

  private JsonNode entity(Inbox inbox, HttpServletRequest request) {
    return inbox.entity(Access.admin(request), settings.now().signsWebhooks());
  }
}
