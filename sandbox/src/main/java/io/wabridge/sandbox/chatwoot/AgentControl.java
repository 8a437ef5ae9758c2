package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API for actions of an agent in a conversation. */
@RestController
@RequestMapping("/sandbox/conversations")
class AgentControl {
  private final Accounts accounts;
  private final Contacts contacts;
  private final Conversations conversations;
  private final Messages messages;
  private final Files files;
  private final Webhooks webhooks;

  AgentControl(
      Accounts accounts,
      Contacts contacts,
      Conversations conversations,
      Messages messages,
      Files files,
      Webhooks webhooks) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.conversations = conversations;
    this.messages = messages;
    this.files = files;
    this.webhooks = webhooks;
  }

  record New(long account, long inbox, String phone, @Nullable String name, String text) {}

  /** An agent begins a conversation: the address in the inbox is one of Chatwoot's own. */
  @PostMapping
  JsonNode start(@RequestBody New asked) {
    Account account = accounts.require(asked.account());
    Contact contact =
        contacts.search(account, asked.phone()).stream()
            .findFirst()
            .orElseGet(() ->
                contacts.create(
                    account,
                    Json.object()
                        .put("phone_number", asked.phone())
                        .put("name", asked.name() == null ? asked.phone() : asked.name())));
    Inbox inbox = accounts.inbox(account, asked.inbox());
    ContactInbox address = contacts.bind(contact, inbox, UUID.randomUUID().toString());
    Conversation conversation = conversations.open(address, "open", null);
    webhooks.conversation(conversation, "conversation_created");
    ChatMessage message =
        messages.write(conversation, Json.object().put("content", asked.text()), List.of());
    return sent(message);
  }

  /** The fields of a new message, and {@code attachments} to generate. */
  @PostMapping("/{account}/{number}/send")
  JsonNode send(
      @PathVariable long account, @PathVariable long number, @RequestBody ObjectNode asked)
      throws IOException {
    List<Attachment> attachments = new ArrayList<>();
    for (JsonNode one : asked.path("attachments")) {
      attachments.add(files.generated(one));
    }
    return sent(messages.write(conversation(account, number), asked, attachments));
  }

  @PostMapping("/{account}/{number}/send-files")
  JsonNode files(
      @PathVariable long account,
      @PathVariable long number,
      @RequestParam List<MultipartFile> file,
      @RequestParam(required = false) @Nullable String text)
      throws IOException {
    List<Attachment> attachments = new ArrayList<>();
    for (MultipartFile one : file) {
      attachments.add(files.store(one, false));
    }
    ObjectNode asked = Json.object().put("content", text);
    return sent(messages.write(conversation(account, number), asked, attachments));
  }

  record Automatic(String text) {}

  @PostMapping("/{account}/{number}/automatic")
  JsonNode automatic(
      @PathVariable long account, @PathVariable long number, @RequestBody Automatic asked) {
    return sent(messages.automatic(conversation(account, number), asked.text()));
  }

  @PostMapping("/{account}/{number}/typing")
  JsonNode typing(@PathVariable long account, @PathVariable long number) {
    webhooks.typing(conversation(account, number), Messages.agent(), true, false);
    return Json.object().put("success", true);
  }

  record NewStatus(String status) {}

  @PostMapping("/{account}/{number}/status")
  JsonNode status(
      @PathVariable long account, @PathVariable long number, @RequestBody NewStatus asked) {
    Conversation conversation = conversation(account, number);
    conversation.status(asked.status());
    webhooks.conversation(conversation, "conversation_status_changed");
    conversations.changed(conversation);
    return Json.object().put("success", true);
  }

  record Carried(String status, @Nullable String error) {}

  /** WhatsApp reports the status of an agent's message in an inbox that Chatwoot connects. */
  @PostMapping("/{account}/{number}/messages/{id}/status")
  JsonNode carried(
      @PathVariable long account,
      @PathVariable long number,
      @PathVariable long id,
      @RequestBody Carried asked) {
    ChatMessage message = messages.require(conversation(account, number), id);
    if (message.status(asked.status(), asked.error())) {
      webhooks.updated(message);
    }
    return Json.object().put("success", true);
  }

  /** The agent deletes a message at Chatwoot. */
  @PostMapping("/{account}/{number}/messages/{id}/delete")
  JsonNode delete(@PathVariable long account, @PathVariable long number, @PathVariable long id) {
    messages.delete(messages.require(conversation(account, number), id));
    return Json.object().put("success", true);
  }

  private Conversation conversation(long account, long number) {
    return conversations.require(accounts.require(account), number);
  }

  private static JsonNode sent(ChatMessage message) {
    return Json.object()
        .put("messageId", message.id())
        .put("conversation", message.conversation().number());
  }
}
