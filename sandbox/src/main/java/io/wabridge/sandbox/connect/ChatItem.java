package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An item of a chat: a message, an attachment or an event.
 *
 * @param role null in some events
 * @param visibility who may see it: CUSTOMER, AGENT, ALL
 */
record ChatItem(
    String id,
    String type,
    String contentType,
    @Nullable String content,
    @Nullable String role,
    String displayName,
    String visibility,
    String contactId,
    long atMs,
    List<Attachment> attachments) {

  /** As it is streamed, and as it is in a transcript. */
  ObjectNode view(Chat chat) {
    ObjectNode json = Json.object().put("AbsoluteTime", Instant.ofEpochMilli(atMs).toString());
    json.put("Id", id).put("Type", type).put("ContentType", contentType);
    if (content != null) {
      json.put("Content", content);
    }
    if (role != null) {
      json.put("ParticipantId", role.equals("CUSTOMER") ? chat.participantId() : chat.agentId());
      json.put("ParticipantRole", role).put("DisplayName", displayName);
    }
    json.put("InitialContactId", chat.id()).put("ContactId", contactId);
    if (!attachments.isEmpty()) {
      ArrayNode files = json.putArray("Attachments");
      attachments.forEach(one -> files.add(one.view()));
    }
    return json;
  }
}
