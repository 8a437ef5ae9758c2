package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import tools.jackson.databind.node.ObjectNode;

/** The address of a contact in an inbox; another contact has it after a merge. */
final class ContactInbox {
  private final long id;
  private final Inbox inbox;
  private final String sourceId;
  private volatile Contact contact;

  ContactInbox(long id, Inbox inbox, String sourceId, Contact contact) {
    this.id = id;
    this.inbox = inbox;
    this.sourceId = sourceId;
    this.contact = contact;
  }

  Inbox inbox() {
    return inbox;
  }

  String sourceId() {
    return sourceId;
  }

  Contact contact() {
    return contact;
  }

  void contact(Contact other) {
    contact = other;
  }

  ObjectNode entity() {
    ObjectNode json = Json.object().put("source_id", sourceId);
    json.set("inbox", inbox.slim());
    return json;
  }

  ObjectNode pushed() {
    return Json.object()
        .put("id", id)
        .put("contact_id", contact.id())
        .put("inbox_id", inbox.id())
        .put("source_id", sourceId);
  }
}
