package io.wabridge.sandbox.chatwoot;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The public API, which acts as the customer: answers to questions, and typing. */
@RestController
@RequestMapping("/public/api/v1/inboxes/{identifier}/contacts/{source}/conversations/{number}")
class PublicEndpoint {
  private final Accounts accounts;
  private final Contacts contacts;
  private final Conversations conversations;
  private final Messages messages;
  private final Views views;
  private final Webhooks webhooks;

  PublicEndpoint(
      Accounts accounts,
      Contacts contacts,
      Conversations conversations,
      Messages messages,
      Views views,
      Webhooks webhooks) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.conversations = conversations;
    this.messages = messages;
    this.views = views;
    this.webhooks = webhooks;
  }

  @PatchMapping("/messages/{id}")
  JsonNode answer(
      @PathVariable String identifier,
      @PathVariable String source,
      @PathVariable long number,
      @PathVariable long id,
      @RequestBody JsonNode asked) {
    ChatMessage message = messages.require(conversation(identifier, source, number), id);
    JsonNode values = asked.path("submitted_values");
    if (!values.isArray() || values.isEmpty()) {
      throw ChatwootException.message("submitted_values is required");
    }
    message.attribute("submitted_values", values);
    webhooks.updated(message);
    return views.message(message);
  }

  @PostMapping("/toggle_typing")
  ResponseEntity<Void> typing(
      @PathVariable String identifier,
      @PathVariable String source,
      @PathVariable long number,
      @RequestParam("typing_status") String status) {
    Conversation conversation = conversation(identifier, source, number);
    webhooks.typing(
        conversation,
        conversation.contact().pushed().put("type", "contact"),
        status.equals("on"),
        false);
    return ResponseEntity.ok().build();
  }

  private Conversation conversation(String identifier, String source, long number) {
    Inbox inbox = accounts.byIdentifier(identifier);
    ContactInbox address = inbox == null ? null : contacts.address(inbox, source);
    if (inbox == null || address == null) {
      throw ChatwootException.notFound();
    }
    Conversation conversation = conversations.require(inbox.account(), number);
    if (conversation.contactInbox() != address) {
      throw ChatwootException.notFound();
    }
    return conversation;
  }
}
