package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates messages: of the customer, of agents and of API clients. */
@Component
class Messages {
  private final Conversations conversations;
  private final Webhooks webhooks;
  private final JournalWriter journalWriter;
  private final ShiftingClock clock;
  private final Settings<ChatwootSettings> settings;

  Messages(
      Conversations conversations,
      Webhooks webhooks,
      JournalWriter journalWriter,
      ShiftingClock clock,
      Settings<ChatwootSettings> settings) {
    this.conversations = conversations;
    this.webhooks = webhooks;
    this.journalWriter = journalWriter;
    this.clock = clock;
    this.settings = settings;
  }

  /** A message of a client of the API. */
  ChatMessage create(Conversation conversation, JsonNode asked, List<Attachment> files) {
    ChatMessage message = composed(conversation, asked, files);
    journalWriter.received(message);
    add(message, accepted -> {});
    if (message.type() == ChatMessage.INCOMING) {
      reopen(conversation);
    }
    return message;
  }

  /** A message that an agent writes in Chatwoot. */
  ChatMessage write(Conversation conversation, JsonNode asked, List<Attachment> files) {
    ChatMessage message = composed(conversation, asked, files);
    journalWriter.said(message);
    add(message, accepted -> journalWriter.ended(message, accepted));
    return message;
  }

  /** A message that a person writes on WhatsApp to a number that Chatwoot itself connects. */
  ChatMessage hear(Conversation conversation, ObjectNode asked, List<Attachment> files) {
    asked.put("message_type", "incoming").put("source_id", "wamid." + Accounts.random(10));
    ChatMessage message = composed(conversation, asked, files);
    add(message, accepted -> {});
    reopen(conversation);
    return message;
  }

  /** An agent deletes a message: its content is removed here, and stays on WhatsApp. */
  void delete(ChatMessage message) {
    message.deleted();
    webhooks.updated(message);
  }

  private ChatMessage composed(Conversation conversation, JsonNode asked, List<Attachment> files) {
    String type = Json.text(asked, "message_type", "outgoing");
    if (!type.equals("incoming") && !type.equals("outgoing")) {
      throw ChatwootException.message("'" + type + "' is not a valid message_type");
    }
    String content = Json.text(asked, "content");
    String contentType = Json.text(asked, "content_type", "text");
    ObjectNode attributes = MessageRules.attributes(asked);
    MessageRules.check(content, contentType, attributes, files.size());
    if (conversation.since(clock.millis() - 60_000) >= settings.now().messagesPerMinute()) {
      throw ChatwootException.message("Validation failed: Too many messages");
    }
    boolean incoming = type.equals("incoming");
    ObjectNode additional = Json.object();
    if (asked.path("template_params") instanceof ObjectNode template) {
      additional.set("template_params", template);
    }
    resolveReply(conversation, attributes);
    return new ChatMessage(
        conversations.nextMessageId(),
        conversation,
        incoming ? ChatMessage.INCOMING : ChatMessage.OUTGOING,
        content,
        contentType,
        attributes,
        additional,
        asked.path("private").asBoolean(false),
        Json.text(asked, "source_id"),
        incoming ? conversation.contact().pushed() : agent(),
        clock.millis(),
        files);
  }

  private void add(ChatMessage message, Consumer<Boolean> ended) {
    message.conversation().add(message);
    webhooks.created(message, ended);
    conversations.changed(message.conversation());
  }

  /** An incoming message opens a resolved or snoozed conversation. */
  private void reopen(Conversation conversation) {
    if (!conversation.status().equals("open")) {
      conversation.status("open");
      webhooks.conversation(conversation, "conversation_status_changed");
    }
  }

  /** An automatic message, as a greeting. */
  ChatMessage automatic(Conversation conversation, String content) {
    ChatMessage message =
        new ChatMessage(
            conversations.nextMessageId(),
            conversation,
            ChatMessage.TEMPLATE,
            content,
            "text",
            Json.object(),
            Json.object(),
            false,
            null,
            Json.object(),
            clock.millis(),
            List.of());
    add(message, accepted -> {});
    return message;
  }

  /** A reference to a message that the conversation does not have becomes null. */
  private static void resolveReply(Conversation conversation, ObjectNode attributes) {
    if (!attributes.has("in_reply_to") && !attributes.has("in_reply_to_external_id")) {
      return;
    }
    long id = attributes.path("in_reply_to").asLong(-1);
    String external = Json.text(attributes, "in_reply_to_external_id");
    @Nullable ChatMessage found =
        conversation.messages().stream()
            .filter(one ->
                one.id() == id || external != null && Objects.equals(external, one.sourceId()))
            .findFirst()
            .orElse(null);
    if (found == null) {
      attributes.putNull("in_reply_to");
      attributes.putNull("in_reply_to_external_id");
    } else {
      attributes.put("in_reply_to", found.id());
      attributes.put("in_reply_to_external_id", found.sourceId());
    }
  }

  ChatMessage require(Conversation conversation, long id) {
    return conversation.messages().stream()
        .filter(one -> one.id() == id)
        .findFirst()
        .orElseThrow(ChatwootException::notFound);
  }

  static ObjectNode agent() {
    return Json.object()
        .put("id", 7)
        .put("name", "Ana Agent")
        .put("email", "ana@example.com")
        .put("type", "user");
  }
}
