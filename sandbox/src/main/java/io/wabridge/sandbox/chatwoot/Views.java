package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.OwnAddress;
import io.wabridge.sandbox.ShiftingClock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Conversations and messages as the API and the webhooks show them. */
@Component
class Views {
  private final OwnAddress own;
  private final ShiftingClock clock;

  Views(OwnAddress own, ShiftingClock clock) {
    this.own = own;
    this.clock = clock;
  }

  /** A message in an answer: times in seconds, the type as a number. */
  ObjectNode message(ChatMessage message) {
    ObjectNode json = Json.object().put("id", message.id()).put("content", message.content());
    json.put("inbox_id", message.conversation().inbox().id());
    json.put("conversation_id", message.conversation().number());
    json.put("message_type", message.type()).put("content_type", message.contentType());
    json.put("status", message.status());
    json.set("content_attributes", message.attributes());
    json.put("created_at", message.createdAtMs() / 1000).put("private", message.isPrivate());
    json.put("source_id", message.sourceId());
    json.set("sender", message.sender());
    attachments(message, json);
    return json;
  }

  private void attachments(ChatMessage message, ObjectNode json) {
    if (message.attachments().isEmpty()) {
      return;
    }
    ArrayNode attachments = json.putArray("attachments");
    message
        .attachments()
        .forEach(one ->
            attachments.add(one.view(message.conversation().account(), message.id(), own.base())));
  }

  /** A conversation in an answer. */
  ObjectNode conversation(Conversation conversation) {
    ObjectNode json = common(conversation);
    json.put("account_id", conversation.account().id()).put("uuid", conversation.uuid());
    return json;
  }

  private ObjectNode common(Conversation conversation) {
    ObjectNode json = Json.object().put("id", conversation.number());
    json.put("inbox_id", conversation.inbox().id()).put("status", conversation.status());
    json.put("can_reply", canReply(conversation));
    json.putArray("labels");
    json.putObject("custom_attributes");
    json.set("additional_attributes", conversation.additional());
    json.put("snoozed_until", (String) null).put("priority", (String) null);
    json.put("unread_count", 0).put("waiting_since", 0);
    ObjectNode meta = json.putObject("meta");
    meta.set("sender", conversation.contact().pushed());
    meta.put("channel", conversation.inbox().type()).put("hmac_verified", false);
    ArrayNode messages = json.putArray("messages");
    ChatMessage last = conversation.last();
    if (last != null) {
      messages.add(message(last));
    }
    json.put("timestamp", conversation.lastAtMs() / 1000);
    json.put("last_activity_at", conversation.lastAtMs() / 1000);
    json.put("created_at", conversation.createdAtMs() / 1000);
    json.put("updated_at", conversation.lastAtMs() / 1000.0);
    return json;
  }

  private boolean canReply(Conversation conversation) {
    long hours = conversation.inbox().replyHours();
    return hours == 0 || clock.millis() < conversation.lastIncomingMs() + hours * 3_600_000;
  }

  /** A conversation in a webhook. */
  ObjectNode pushed(Conversation conversation) {
    ObjectNode json = common(conversation).put("channel", conversation.inbox().type());
    json.set("contact_inbox", conversation.contactInbox().pushed());
    return json;
  }

  /** A message in a webhook: the time as text, the type as a word, no status. */
  ObjectNode pushed(ChatMessage message) {
    Conversation conversation = message.conversation();
    ObjectNode json = Json.object();
    json.set("account", account(conversation.account()));
    json.set("additional_attributes", message.additional());
    json.set("content_attributes", message.attributes());
    json.put("content_type", message.contentType()).put("content", message.content());
    json.set("conversation", pushed(conversation));
    json.put("created_at", Instant.ofEpochMilli(message.createdAtMs()).toString());
    json.put("id", message.id());
    json.putObject("inbox")
        .put("id", conversation.inbox().id())
        .put("name", conversation.inbox().name());
    json.put("message_type", message.typeName()).put("private", message.isPrivate());
    json.set("sender", message.sender());
    json.put("source_id", message.sourceId());
    attachments(message, json);
    return json;
  }

  static ObjectNode account(Account account) {
    return Json.object().put("id", account.id()).put("name", account.name());
  }
}
