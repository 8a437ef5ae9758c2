package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Contacts, their addresses in inboxes, and merges. */
@RestController
@RequestMapping("/api/v1/accounts/{account}")
class ContactEndpoint {
  private static final int PAGE = 15;

  private final Accounts accounts;
  private final Contacts contacts;
  private final Conversations conversations;
  private final Views views;

  ContactEndpoint(Accounts accounts, Contacts contacts, Conversations conversations, Views views) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.conversations = conversations;
    this.views = views;
  }

  @PostMapping("/contacts")
  JsonNode create(@PathVariable long account, @RequestBody JsonNode asked) {
    Account owner = accounts.require(account);
    Inbox inbox =
        asked.has("inbox_id") ? accounts.inbox(owner, asked.path("inbox_id").asLong()) : null;
    String source = Json.text(asked, "source_id", UUID.randomUUID().toString());
    if (inbox != null && contacts.address(inbox, source) != null) {
      throw ChatwootException.error(500, "Internal Server Error");
    }
    Contact contact = contacts.create(owner, asked);
    ObjectNode payload = Json.object();
    if (inbox != null) {
      payload.set("contact_inbox", contacts.bind(contact, inbox, source).entity());
    }
    payload.set("contact", contacts.entity(contact));
    return Json.object().set("payload", payload);
  }

  @PutMapping("/contacts/{id}")
  JsonNode change(@PathVariable long account, @PathVariable long id, @RequestBody JsonNode asked) {
    Contact contact = contacts.require(accounts.require(account), id);
    contacts.write(contact, asked);
    return Json.object().set("payload", contacts.entity(contact));
  }

  @GetMapping("/contacts/{id}")
  JsonNode get(@PathVariable long account, @PathVariable long id) {
    Contact contact = contacts.require(accounts.require(account), id);
    return Json.object().set("payload", contacts.entity(contact));
  }

  @GetMapping("/contacts/search")
  JsonNode search(@PathVariable long account, @RequestParam(required = false) @Nullable String q) {
    if (q == null || q.isBlank()) {
      throw ChatwootException.message("Specify search string with parameter q");
    }
    List<Contact> found = contacts.search(accounts.require(account), q);
    ObjectNode answer = Json.object();
    answer
        .putObject("meta")
        .put("count", found.size())
        .put("current_page", 1)
        .put("has_more", found.size() > PAGE);
    ArrayNode payload = answer.putArray("payload");
    found.stream().limit(PAGE).forEach(one -> payload.add(contacts.entity(one)));
    return answer;
  }

  @GetMapping("/contacts/{id}/conversations")
  JsonNode conversations(@PathVariable long account, @PathVariable long id) {
    ArrayNode payload = Json.array();
    conversations.of(contacts.require(accounts.require(account), id)).stream()
        .limit(20)
        .forEach(one -> payload.add(views.conversation(one)));
    return Json.object().set("payload", payload);
  }

  @PostMapping("/contacts/{id}/contact_inboxes")
  JsonNode bind(@PathVariable long account, @PathVariable long id, @RequestBody JsonNode asked) {
    Account owner = accounts.require(account);
    Inbox inbox = accounts.inbox(owner, asked.path("inbox_id").asLong());
    String source = Json.text(asked, "source_id", UUID.randomUUID().toString());
    return contacts.bind(contacts.require(owner, id), inbox, source).entity();
  }

  @PostMapping("/contact_inboxes/filter")
  ResponseEntity<JsonNode> filter(@PathVariable long account, @RequestBody JsonNode asked) {
    Account owner = accounts.require(account);
    Inbox inbox = accounts.inbox(owner, asked.path("inbox_id").asLong());
    ContactInbox found = contacts.address(inbox, Json.text(asked, "source_id", ""));
    return found == null
        ? ResponseEntity.notFound().build()
        : ResponseEntity.ok(contacts.entity(found.contact()));
  }

  @PostMapping("/actions/contact_merge")
  JsonNode merge(@PathVariable long account, @RequestBody JsonNode asked) {
    Account owner = accounts.require(account);
    Contact base = contacts.require(owner, asked.path("base_contact_id").asLong());
    contacts.merge(base, contacts.require(owner, asked.path("mergee_contact_id").asLong()));
    return contacts.entity(base);
  }
}
