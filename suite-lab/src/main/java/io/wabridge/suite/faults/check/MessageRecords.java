package io.wabridge.suite.faults.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records every message from the two journals. */
final class MessageRecords {

  private final Plan plan;
  private final Map<Tag, Message> messages = new LinkedHashMap<>();
  private final Map<String, Message> byId = new HashMap<>();
  private final Map<String, Message> byDigest = new HashMap<>();
  private final Map<String, Message> byTalk = new HashMap<>();
  private final List<String> wrongPersons = new ArrayList<>();
  private final List<Arrival> unexplained = new ArrayList<>();
  private boolean operatorReplayed;

  /** An arrival that was read before its message was sent, because there are two journals. */
  private record Arrival(JsonNode event, @Nullable String tenant, String person) {}

  private long events;

  MessageRecords(Plan plan) {
    this.plan = plan;
  }

  /** An event of the phones: messages that persons sent or received. */
  void phone(JsonNode event) {
    events++;
    switch (event.path("event").asString()) {
      case "said" -> said(event, text(event), digest(event));
      case "accepted" -> accepted(event);
      case "received" ->
          received(
              event,
              plan.tenantOfNumber().get(event.path("number").asString()),
              event.path("person").asString());
      default -> {}
    }
  }

  /** An event of the desks: messages that agents sent or received. */
  void desk(JsonNode event) {
    events++;
    switch (event.path("event").asString()) {
      case "said" -> said(event, text(event), digest(event));
      case "accepted" -> accepted(event);
      case "gave-up" -> {
        var message = byId.get(event.path("id").asString());
        if (message != null) {
          message.gaveUp = true;
        }
      }
      case "received" ->
          received(
              event,
              plan.tenantOfIntegration().get(event.path("integration").asString()),
              event.path("address").asString());
      case "fetched" -> fetched(event);
      default -> {}
    }
  }

  private void said(JsonNode event, @Nullable String text, @Nullable String digest) {
    var tag = Tag.in(text);
    if (tag == null || !tag.run().equals(plan.run())) {
      return;
    }
    var message = new Message(tag, event.path("ms").asLong(), digest);
    messages.put(tag, message);
    byId.put(event.path("id").asString(), message);
    if (digest != null) {
      byDigest.put(digest, message);
    }
  }

  private void accepted(JsonNode event) {
    var message = byId.get(event.path("id").asString());
    if (message != null && !message.accepted()) {
      message.acceptedAs = event.path("n").asLong();
      message.acceptedMs = event.path("ms").asLong();
    }
  }

  private void received(JsonNode event, @Nullable String tenant, String person) {
    var tag = Tag.in(text(event));
    var digest = digest(event);
    if (tag != null && tag.run().equals(plan.run())) {
      var message = messages.get(tag);
      if (message == null) {
        unexplained.add(new Arrival(event, tenant, person));
        return;
      }
      checkRecipient(message, tenant, person);
      text(message, event);
      byTalk.put(event.path("id").asString(), message);
      if (digest != null) {
        file(message, digest);
      }
    } else if (digest != null) {
      var message = byDigest.get(digest);
      if (message == null) {
        unexplained.add(new Arrival(event, tenant, person));
        return;
      }
      checkRecipient(message, tenant, person);
      file(message, digest);
    }
  }

  /**
   * Called after both journals were read to their end: matches early arrivals with their messages.
   */
  void settle() {
    var again = List.copyOf(unexplained);
    unexplained.clear();
    again.forEach(one -> received(one.event(), one.tenant(), one.person()));
  }

  private void text(Message message, JsonNode event) {
    var id = event.path("channelMessageId").asString("");
    if (message.texts > 0 && !id.isEmpty() && message.receivedIds.contains(id)) {
      message.repeatsUnderOneId++;
    }
    if (!id.isEmpty()) {
      message.receivedIds.add(id);
    }
    message.texts++;
    if (message.texts == 1) {
      message.arrivedAs = event.path("n").asLong();
      message.arrivedMs = event.path("ms").asLong();
      message.late = operatorReplayed || message.inLostStore;
    }
  }

  private void file(Message message, String digest) {
    if (digest.equals(message.sha256)) {
      message.files++;
    } else {
      message.fileWrong = true;
    }
  }

  /** A desk fetches the file later, and retries a failed fetch. */
  private void fetched(JsonNode event) {
    var message = byTalk.get(event.path("id").asString());
    var digest = digest(event);
    if (event.path("ok").asBoolean() && digest != null) {
      var owner = message == null ? byDigest.get(digest) : message;
      if (owner != null) {
        file(owner, digest);
      }
    }
  }

  private void checkRecipient(Message message, @Nullable String tenant, String person) {
    var rightTenant = message.tag.tenant().equals(tenant);
    var rightPerson = person.equals(plan.waIdOfPerson().get(message.tag.person()));
    if (!rightTenant || !rightPerson) {
      wrongPersons.add(message.tag + " arrived at " + tenant + "/" + person);
    }
  }

  private static @Nullable String text(JsonNode event) {
    var text = event.path("text").asString("");
    var found = text.isEmpty() ? event.path("caption").asString("") : text;
    return found.isEmpty() ? null : found;
  }

  private static @Nullable String digest(JsonNode event) {
    var digest = event.path("sha256");
    var found = digest.isArray() ? digest.path(0).asString("") : digest.asString("");
    return found.isEmpty() ? null : found;
  }

  /** A store lost its data: messages that have not arrived yet count as late when they do. */
  void storeLost() {
    messages.values().stream()
        .filter(message -> message.accepted() && message.texts == 0)
        .forEach(message -> message.inLostStore = true);
  }

  /** The operator replayed parked messages: later arrivals count as late. */
  void operatorReplayed() {
    operatorReplayed = true;
  }

  JsonNode arrived(String id) {
    var message = byId.get(id);
    return JsonMapper.shared()
        .createObjectNode()
        .put("known", message != null)
        .put("arrived", message != null && message.arrived());
  }

  List<Message> messages() {
    return List.copyOf(messages.values());
  }

  List<String> wrongPersons() {
    return wrongPersons;
  }

  List<String> neverSent() {
    return unexplained.stream()
        .map(one -> "never sent: " + one.event() + " at " + one.tenant() + "/" + one.person())
        .toList();
  }

  JsonNode progress() {
    long accepted = 0;
    long arrived = 0;
    long open = 0;
    for (var message : messages.values()) {
      if (message.accepted()) {
        accepted++;
        arrived += message.arrived() ? 1 : 0;
      } else if (!message.gaveUp) {
        open++;
      }
    }
    return Objects.requireNonNull(
        JsonMapper.shared()
            .createObjectNode()
            .put("said", messages.size())
            .put("accepted", accepted)
            .put("arrived", arrived)
            .put("open", open)
            .put("events", events));
  }
}
