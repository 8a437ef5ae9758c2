package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Journal;
import io.wabridge.sandbox.Json;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes to the journal what agents sent, and what the inboxes received. */
@Component
class JournalWriter {
  private static final String PREFIX = "wa:";

  private final Journal journal;

  JournalWriter(Journal journal) {
    this.journal = journal;
  }

  void said(ChatMessage message) {
    journal.add("said", described(message));
  }

  /** Whether the webhook of an agent's message was accepted. */
  void ended(ChatMessage message, boolean accepted) {
    journal.add(accepted ? "accepted" : "gave-up", event(message));
  }

  /** A message that a client of the API posted: a person's, or a note. */
  void received(ChatMessage message) {
    ObjectNode event = described(message).put("attachments", message.attachments().size());
    if (message.sourceId() != null) {
      event.put("channelMessageId", message.sourceId());
    }
    journal.add("received", event);
  }

  /** What a client of the API reports of an agent's message. */
  void receipt(ChatMessage message, String status) {
    String word = status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1);
    journal.add("receipt", event(message).put("status", word));
  }

  private static ObjectNode described(ChatMessage message) {
    ObjectNode event = event(message);
    if (message.content() != null) {
      event.put("text", message.content());
    }
    if (!message.attachments().isEmpty()) {
      ArrayNode digests = event.putArray("sha256");
      message.attachments().forEach(one -> digests.add(one.blob().sha256()));
    }
    return event;
  }

  private static ObjectNode event(ChatMessage message) {
    Conversation conversation = message.conversation();
    String source = conversation.contactInbox().sourceId();
    return Json.object()
        .put("integration", Long.toString(conversation.account().id()))
        .put("address", source.startsWith(PREFIX) ? source.substring(PREFIX.length()) : source)
        .put("conversation", conversation.account().id() + "/" + conversation.number())
        .put("id", conversation.number() + "-" + message.id());
  }
}
