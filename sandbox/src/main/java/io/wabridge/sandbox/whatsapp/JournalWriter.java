package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Journal;
import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes to the journal what the phones sent and received. */
@Component
class JournalWriter {
  private final Journal journal;
  private final MediaStore mediaStore;

  JournalWriter(Journal journal, MediaStore mediaStore) {
    this.journal = journal;
    this.mediaStore = mediaStore;
  }

  void said(PersonMessage said, JsonNode message) {
    ObjectNode event = event(said.chat(), said.id());
    PersonMessage.describe(event, message);
    String mediaId = Json.text(event, "mediaId");
    digest(event, mediaId);
    DownloadFault fault = mediaId == null ? null : mediaStore.fault(mediaId);
    if (fault != null) {
      event.put("download", fault.kind()).put("downloadUntil", fault.untilMs());
    }
    event.put("ids", NamedIds.in(message).label());
    journal.add("said", event);
  }

  void accepted(PersonMessage said) {
    journal.add("accepted", event(said.chat(), said.id()));
  }

  void received(
      BusinessMessage received, Chat chat, JsonNode content, StatusPattern statusPattern) {
    ObjectNode event = event(received, chat, content);
    journal.add("received", event.put("statuses", statusPattern.label()));
  }

  /** A message that is not delivered, as its statuses say. */
  void failed(BusinessMessage failed, Chat chat, JsonNode content) {
    journal.add("failed", event(failed, chat, content));
  }

  private ObjectNode event(BusinessMessage received, Chat chat, JsonNode content) {
    ObjectNode event = event(chat, received.id()).put("type", received.type());
    ReceivedText.describe(event, received.type(), content);
    digest(event, received.mediaId());
    if (received.callbackData() != null) {
      event.put("callbackData", received.callbackData());
    }
    return event;
  }

  private static ObjectNode event(Chat chat, String id) {
    return Json.object()
        .put("number", chat.number().id())
        .put("person", chat.person().id())
        .put("id", id);
  }

  private void digest(ObjectNode event, @Nullable String mediaId) {
    Media media = mediaId == null ? null : mediaStore.evenIfGone(mediaId);
    if (media != null) {
      event.put("sha256", media.blob().sha256());
    }
  }
}
