package io.wabridge.sandbox.api;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The events that arrived, each once, and what was wrong with them: a message out of the order of
 * its conversation, a conversation that is opened after its first message.
 */
final class EventLog {
  private static final int KEPT = 1000;
  private static final int KEPT_VIOLATIONS = 100;

  private final Deque<ReceivedEvent> events = new ArrayDeque<>();
  private final Deque<String> violations = new ArrayDeque<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, Instant> newest = new HashMap<>();

  /** Whether the event is complete; until then it arrives again. */
  synchronized boolean known(String id) {
    return ids.contains(id);
  }

  synchronized void add(ReceivedEvent event) {
    if (!ids.add(event.id())) {
      return;
    }
    check(event);
    events.addLast(event);
    if (events.size() > KEPT) {
      events.removeFirst();
    }
  }

  private void check(ReceivedEvent event) {
    String conversation = event.data().path("conversationId").asString("");
    switch (event.type()) {
      case "conversation.opened" -> {
        if (newest.putIfAbsent(conversation, Instant.EPOCH) != null) {
          violation("conversation " + conversation + " was opened after its first message");
        }
      }
      case "message.created", "message.updated" -> {
        JsonNode message = event.data().path("message");
        Instant at = Instant.parse(message.path("receivedAt").asString());
        if (!message.path("type").asString().equals("system")
            && at.isBefore(newest.getOrDefault(conversation, Instant.EPOCH))) {
          violation("message " + event.id() + " overtook an earlier one");
        }
        newest.merge(conversation, at, (one, other) -> one.isAfter(other) ? one : other);
      }
      case "message.status", "test.ping" -> {}
      default -> violation("event of the unknown type " + event.type());
    }
  }

  synchronized void violation(String what) {
    violations.addLast(what);
    if (violations.size() > KEPT_VIOLATIONS) {
      violations.removeFirst();
    }
  }

  synchronized List<ReceivedEvent> events() {
    return List.copyOf(events);
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** The messages of one person, the oldest first. */
  List<JsonNode> messages(String contact) {
    return events().stream()
        .filter(event -> event.type().startsWith("message.") && event.data().has("message"))
        .map(event -> event.data().path("message"))
        .filter(message -> message.path("from").path("contactId").asString("").equals(contact))
        .toList();
  }
}
