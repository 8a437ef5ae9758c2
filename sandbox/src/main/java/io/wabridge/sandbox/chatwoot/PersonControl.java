package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API for persons who write to a number that Chatwoot itself connects to WhatsApp. */
@RestController
@RequestMapping("/sandbox/whatsapp/{account}/{inbox}")
class PersonControl {
  private final Accounts accounts;
  private final Contacts contacts;
  private final Conversations conversations;
  private final Messages messages;
  private final Files files;

  PersonControl(
      Accounts accounts,
      Contacts contacts,
      Conversations conversations,
      Messages messages,
      Files files) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.conversations = conversations;
    this.messages = messages;
    this.files = files;
  }

  /** The fields of a new message, {@code phone} and {@code name} of the person, and attachments. */
  @PostMapping("/say")
  JsonNode say(@PathVariable long account, @PathVariable long inbox, @RequestBody ObjectNode asked)
      throws IOException {
    Account owner = accounts.require(account);
    String phone = Json.text(asked, "phone", "");
    Contact contact =
        contacts.search(owner, phone).stream()
            .findFirst()
            .orElseGet(() ->
                contacts.create(
                    owner,
                    Json.object()
                        .put("phone_number", phone)
                        .put("name", Json.text(asked, "name", phone))));
    ContactInbox address =
        contacts.bind(contact, accounts.inbox(owner, inbox), phone.replace("+", ""));
    Conversation conversation = conversations.open(address, "open", null);
    List<Attachment> attachments = new ArrayList<>();
    for (JsonNode one : asked.path("attachments")) {
      attachments.add(files.generated(one));
    }
    ChatMessage message = messages.hear(conversation, asked, attachments);
    return Json.object().put("messageId", message.id()).put("conversation", conversation.number());
  }
}
