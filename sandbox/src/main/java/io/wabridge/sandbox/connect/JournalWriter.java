package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Journal;
import io.wabridge.sandbox.Json;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes to the journal what the chats received, and what agents wrote in them. */
@Component
class JournalWriter {
  private final Journal journal;

  JournalWriter(Journal journal) {
    this.journal = journal;
  }

  /** A message or file; an event of a chat is not written. */
  void added(Chat chat, ChatItem item) {
    if (item.type().equals("EVENT")) {
      return;
    }
    ObjectNode event = event(chat, item.id());
    if (item.content() != null) {
      event.put("text", item.content());
    }
    ArrayNode digests = Json.array();
    for (Attachment one : item.attachments()) {
      event.put("filename", one.name());
      Blob blob = one.blob();
      if (blob != null) {
        digests.add(blob.sha256());
      }
    }
    if (!digests.isEmpty()) {
      event.set("sha256", digests);
    }
    if (said(item)) {
      journal.add("said", event);
    } else {
      journal.add("received", event.put("attachments", item.attachments().size()));
    }
  }

  /** Whether the notification of an agent's message was accepted. */
  void ended(Chat chat, ChatItem item, boolean accepted) {
    if (said(item)) {
      journal.add(accepted ? "accepted" : "gave-up", event(chat, item.id()));
    }
  }

  private static boolean said(ChatItem item) {
    return !item.type().equals("EVENT") && !"CUSTOMER".equals(item.role());
  }

  /** What the person's side reports of an agent's message. */
  void receipt(Chat chat, String message, String status) {
    String word = status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1);
    journal.add("receipt", event(chat, message).put("status", word));
  }

  /** From now on no agent sees anything of the chat. */
  void ended(Chat chat) {
    journal.add("ended", event(chat, chat.id()));
  }

  private static ObjectNode event(Chat chat, String id) {
    String number = Json.text(chat.attributes(), "whatsapp_id");
    String address = number == null ? Json.text(chat.attributes(), "whatsapp_bsuid", "") : number;
    return Json.object()
        .put("integration", chat.instance().id())
        .put("address", address)
        .put("conversation", chat.id())
        .put("id", id);
  }
}
