package io.wabridge.sandbox.api;

import io.wabridge.sandbox.Journal;
import io.wabridge.sandbox.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes to the journal what the systems replied, and which events they received. */
@Component
class ApiJournal {
  private final Journal journal;

  ApiJournal(Journal journal) {
    this.journal = journal;
  }

  /** A reply, under its idempotency key: it gets its id with the answer. */
  void said(ApiSystem system, String conversation, String key, String text, @Nullable String sha) {
    ObjectNode event = event(system, conversation, key).put("text", text);
    if (sha != null) {
      event.put("sha256", sha);
    }
    journal.add("said", event);
  }

  void accepted(ApiSystem system, String conversation, String key, String id) {
    journal.add("accepted", event(system, conversation, key).put("messageId", id));
  }

  void gaveUp(ApiSystem system, String conversation, String key, String why) {
    journal.add("gave-up", event(system, conversation, key).put("problem", why));
  }

  /** A message, whose id is the same at every repetition. */
  void received(ApiSystem system, String conversation, JsonNode message) {
    String id = message.path("id").asString("");
    JsonNode media = message.path("media");
    boolean available = media.path("state").asString("").equals("available");
    boolean lost = media.path("state").asString("").equals("gone");
    String text = message.path("text").asString("");
    journal.add(
        "received",
        event(system, conversation, id)
            .put("text", lost ? text : media.path("caption").asString(text))
            .put("attachments", available ? 1 : 0)
            .put("channelMessageId", id));
  }

  void fetched(ApiSystem system, String conversation, String id, boolean ok, String digest) {
    journal.add("fetched", event(system, conversation, id).put("ok", ok).put("sha256", digest));
  }

  void receipt(ApiSystem system, JsonNode data) {
    String status = data.path("status").asString(" ");
    String word = status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1);
    ObjectNode event =
        event(
            system, data.path("conversationId").asString(""), data.path("messageId").asString(""));
    journal.add("receipt", event.put("status", word));
  }

  void clear() {
    journal.clear();
  }

  private static ObjectNode event(ApiSystem system, String conversation, String id) {
    return Json.object()
        .put("integration", system.name())
        .put("address", system.contact(conversation))
        .put("conversation", system.name() + "/" + conversation)
        .put("id", id);
  }
}
