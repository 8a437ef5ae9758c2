package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Conversations: creating one twice makes two, unless the inbox is locked to a single one. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/conversations")
class ConversationEndpoint {
  private static final Set<String> STATUSES = Set.of("open", "resolved", "pending", "snoozed");

  private final Accounts accounts;
  private final Contacts contacts;
  private final Conversations conversations;
  private final Views views;
  private final Webhooks webhooks;

  ConversationEndpoint(
      Accounts accounts,
      Contacts contacts,
      Conversations conversations,
      Views views,
      Webhooks webhooks) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.conversations = conversations;
    this.views = views;
    this.webhooks = webhooks;
  }

  @PostMapping
  JsonNode create(@PathVariable long account, @RequestBody JsonNode asked) {
    Account owner = accounts.require(account);
    Conversation conversation =
        conversations.open(
            address(owner, asked),
            Json.text(asked, "status", "open"),
            asked.path("additional_attributes") instanceof ObjectNode object ? object : null);
    if (conversation.last() == null) {
      webhooks.conversation(conversation, "conversation_created");
    }
    return views.conversation(conversation);
  }

  private ContactInbox address(Account owner, JsonNode asked) {
    Inbox inbox = accounts.inbox(owner, asked.path("inbox_id").asLong());
    String source = Json.text(asked, "source_id", "");
    ContactInbox known = contacts.address(inbox, source);
    if (!asked.has("contact_id")) {
      if (known == null) {
        throw ChatwootException.notFound();
      }
      return known;
    }
    Contact contact = contacts.require(owner, asked.path("contact_id").asLong());
    if (known != null && known.contact() != contact) {
      throw ChatwootException.message("source_id should be unique");
    }
    return contacts.bind(contact, inbox, source.isEmpty() ? UUID.randomUUID().toString() : source);
  }

  @GetMapping("/{number}")
  JsonNode get(@PathVariable long account, @PathVariable long number) {
    return views.conversation(conversations.require(accounts.require(account), number));
  }

  @DeleteMapping("/{number}")
  ResponseEntity<Void> delete(
      @PathVariable long account, @PathVariable long number, HttpServletRequest request) {
    Access.requireAdmin(request);
    conversations.delete(conversations.require(accounts.require(account), number));
    return ResponseEntity.ok().build();
  }

  @PostMapping("/{number}/toggle_status")
  JsonNode status(
      @PathVariable long account, @PathVariable long number, @RequestBody JsonNode asked) {
    Conversation conversation = conversations.require(accounts.require(account), number);
    String toggled = conversation.status().equals("open") ? "resolved" : "open";
    String status = Json.text(asked, "status", toggled);
    if (!STATUSES.contains(status)) {
      throw ChatwootException.message("'" + status + "' is not a valid status");
    }
    if (!conversation.status().equals(status)) {
      conversation.status(status);
      webhooks.conversation(conversation, "conversation_status_changed");
      conversations.changed(conversation);
    }
    ObjectNode answer = Json.object();
    answer.putObject("meta");
    answer
        .putObject("payload")
        .put("success", true)
        .put("conversation_id", number)
        .put("current_status", status)
        .putNull("snoozed_until");
    return answer;
  }

  @PostMapping("/{number}/toggle_typing_status")
  ResponseEntity<Void> typing(
      @PathVariable long account, @PathVariable long number, @RequestBody JsonNode asked) {
    Conversation conversation = conversations.require(accounts.require(account), number);
    webhooks.typing(
        conversation,
        Messages.agent(),
        Json.text(asked, "typing_status", "").equals("on"),
        asked.path("is_private").asBoolean(false));
    return ResponseEntity.ok().build();
  }
}
