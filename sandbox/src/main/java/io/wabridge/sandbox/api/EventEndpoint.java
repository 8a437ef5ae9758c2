package io.wabridge.sandbox.api;

import io.wabridge.sandbox.Json;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Receives the events of all systems, each at an address of its own. */
@RestController
class EventEndpoint {
  private final ApiSystems systems;
  private final ApiJournal journal;
  private final EventFiles files;

  EventEndpoint(ApiSystems systems, ApiJournal journal, EventFiles files) {
    this.systems = systems;
    this.journal = journal;
    this.files = files;
  }

  @PostMapping("/events/{name}")
  ResponseEntity<Void> event(
      @PathVariable String name,
      @RequestHeader(name = "webhook-id", defaultValue = "") String id,
      @RequestHeader(name = "webhook-timestamp", defaultValue = "") String timestamp,
      @RequestHeader(name = "webhook-signature", defaultValue = "") String signature,
      @RequestBody byte[] body) {
    ApiSystem system = systems.require(name);
    if (!EventSignature.genuine(system.secrets(), id, timestamp, signature, body)) {
      return ResponseEntity.status(401).build();
    }
    JsonNode event = Json.read(body);
    JsonNode data = event.path("data");
    switch (event.path("type").asString("")) {
      case "message.created", "message.updated" -> message(system, data);
      case "message.status" -> {
        if (system.isNewStatus(id)) {
          journal.receipt(system, data);
        }
      }
      default -> {}
    }
    return ResponseEntity.noContent().build();
  }

  private void message(ApiSystem system, JsonNode data) {
    JsonNode message = data.path("message");
    String conversation = data.path("conversationId").asString("");
    String contact = message.path("from").path("contactId").asString("");
    if (!contact.isEmpty()) {
      system.knows(conversation, contact);
    }
    journal.received(system, conversation, message);
    if (message.path("media").path("state").asString("").equals("available")) {
      files.fetch(system, conversation, message);
    }
  }
}
