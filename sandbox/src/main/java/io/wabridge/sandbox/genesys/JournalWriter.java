package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Journal;
import io.wabridge.sandbox.Json;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes to the journal what the desks sent and received. */
@Component
class JournalWriter {
  private final Journal journal;

  JournalWriter(Journal journal) {
    this.journal = journal;
  }

  /** The digests are those of the files that the agent attached, in order. */
  void said(ConversationMessage talk, JsonNode message, ArrayNode digests) {
    ObjectNode event = event(talk);
    String text = Json.text(message, "text");
    if (text != null) {
      event.put("text", text);
    }
    if (!digests.isEmpty()) {
      event.set("sha256", digests);
    }
    journal.add("said", event);
  }

  void ended(ConversationMessage talk, boolean accepted) {
    journal.add(accepted ? "accepted" : "gave-up", event(talk));
  }

  void received(ConversationMessage talk, JsonNode message) {
    ObjectNode event = event(talk);
    String text = Json.text(message, "text");
    if (text != null) {
      event.put("text", text);
    }
    event.put("nickname", talk.conversation().nickname());
    event.put("attachments", attachments(message));
    if (talk.channelMessageId() != null) {
      event.put("channelMessageId", talk.channelMessageId());
    }
    journal.add("received", event);
  }

  /** What the bridge reports of an agent's message. */
  void receipt(ConversationMessage talk, String status) {
    journal.add("receipt", event(talk).put("status", status));
  }

  private static int attachments(JsonNode message) {
    int attachments = 0;
    for (JsonNode content : message.path("content")) {
      attachments += content.has("attachment") ? 1 : 0;
    }
    return attachments;
  }

  void fetched(ConversationMessage talk, JsonNode result) {
    ObjectNode event = event(talk);
    event.put("ok", result.path("ok").asBoolean()).put("problem", Json.text(result, "problem", ""));
    event.put("sha256", Json.text(result, "sha256", ""));
    journal.add("fetched", event);
  }

  private static ObjectNode event(ConversationMessage talk) {
    return Json.object()
        .put("integration", talk.conversation().integrationId())
        .put("address", talk.conversation().address())
        .put("conversation", talk.conversation().id())
        .put("id", talk.id());
  }
}
