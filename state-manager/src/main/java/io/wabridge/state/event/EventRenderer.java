package io.wabridge.state.event;

import static io.wabridge.connectors.event.EventForm.put;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.event.EventContent;
import io.wabridge.connectors.event.EventForm;
import io.wabridge.kit.store.MediaLinks;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.state.event.ConversationFacts.Facts;
import io.wabridge.state.history.KeptMessages;
import io.wabridge.state.history.KeptMessages.KeptMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes events for their readers. What was said is read from the history, so that a content that
 * is not kept, or was deleted since, is in no event.
 */
@Component
public class EventRenderer {

  private static final Duration LINK_LIFE = Duration.ofHours(12);

  private final ConversationFacts conversations;
  private final KeptMessages messages;
  private final MediaLinks links;

  EventRenderer(ConversationFacts conversations, KeptMessages messages, MediaLinks links) {
    this.conversations = conversations;
    this.messages = messages;
    this.links = links;
  }

  /** The same events in the same order; two statements for all of them. */
  public List<RenderedEvent> render(TenantId tenant, List<StoredEvent> events) {
    var nodes = nodes(tenant, events);
    return IntStream.range(0, events.size())
        .mapToObj(n -> RenderedEvent.of(events.get(n), nodes.get(n)))
        .toList();
  }

  List<ObjectNode> nodes(TenantId tenant, List<StoredEvent> events) {
    var facts =
        conversations.read(
            tenant, events.stream().map(StoredEvent::conversation).distinct().toList());
    var kept =
        messages.read(
            tenant,
            events.stream()
                .filter(event -> EventType.hasContent(event.type()))
                .map(StoredEvent::message)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    return events.stream().map(event -> event(event, facts, kept)).toList();
  }

  private ObjectNode event(
      StoredEvent event, Map<String, Facts> facts, Map<String, KeptMessage> kept) {
    var json = OutsideJson.object().put("position", event.position()).put("type", event.type());
    json.put("timestamp", EventForm.time(event.at()));
    var data = json.putObject("data").put("conversationId", event.conversation());
    var message = event.message();
    if (message == null) {
      conversation(event, facts.get(event.conversation()), data);
    } else if (EventType.hasContent(event.type())) {
      message(event, message, facts.get(event.conversation()), kept.get(message), data);
    } else {
      status(event, message, data);
    }
    return json;
  }

  private static void conversation(StoredEvent event, @Nullable Facts facts, ObjectNode data) {
    put(data, "continuesIn", event.related());
    put(data, "outcome", event.status() == null ? null : event.status().toLowerCase(Locale.ROOT));
    if (event.reason() != null) {
      EventForm.reason(Reason.named(event.reason()), data);
    }
    people(facts, data);
  }

  private static void people(@Nullable Facts facts, ObjectNode json) {
    if (facts != null) {
      json.set("from", EventForm.person(facts.deskAddress(), facts.person()));
      json.set("channel", EventForm.channel(facts.channel()));
      json.put("deskId", facts.desk());
    }
  }

  private static void status(StoredEvent event, String message, ObjectNode data) {
    data.put("messageId", message);
    put(data, "direction", direction(event));
    var reason = event.reason() == null ? null : Reason.named(event.reason());
    if (event.status() != null) {
      EventForm.status(Status.valueOf(event.status()), reason, event.at(), data);
    }
    if (reason != null && !data.has("reason")) {
      EventForm.reason(reason, data);
    }
  }

  private void message(
      StoredEvent event,
      String id,
      @Nullable Facts facts,
      @Nullable KeptMessage kept,
      ObjectNode data) {
    var json = data.putObject("message").put("id", id);
    json.put("conversationId", event.conversation());
    put(json, "direction", direction(event));
    if (kept != null) {
      content(kept, json);
    }
    people(facts, json);
    if (kept != null) {
      json.put("saidAt", EventForm.time(kept.saidAt()));
      json.put("receivedAt", EventForm.time(kept.receivedAt()));
    }
  }

  private void content(KeptMessage kept, ObjectNode json) {
    if (kept.content() != null) {
      new EventContent(this::link, kept.refersTo()).write(kept.content(), json);
    }
    put(json, "replyTo", kept.refersTo());
    if (kept.origin() != null) {
      EventForm.origin(kept.origin(), json);
    }
  }

  private static @Nullable String direction(StoredEvent event) {
    return event.direction() == null ? null : event.direction().toLowerCase(Locale.ROOT);
  }

  private String link(MediaRef.Stored file, String mimeType, @Nullable String filename) {
    return links.sign(
        new MediaLinks.Target(
            file.bucket(), file.key(), mimeType, Objects.requireNonNullElse(filename, "")),
        LINK_LIFE);
  }
}
