package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Receives from customers: messages, typing, pressed buttons. */
@RestController
@RequestMapping("/api/v2/conversations/messages/{integrationId}/inbound/open")
class InboundEndpoint {
  private final Integrations integrations;
  private final Conversations conversations;
  private final InboundRules rules;
  private final Profiles profiles;
  private final AttachmentFetcher fetcher;
  private final Outbound outbound;
  private final JournalWriter journalWriter;
  private final ShiftingClock clock;
  private final Settings<GenesysSettings> settings;

  InboundEndpoint(
      Integrations integrations,
      Conversations conversations,
      InboundRules rules,
      Profiles profiles,
      AttachmentFetcher fetcher,
      Outbound outbound,
      JournalWriter journalWriter,
      ShiftingClock clock,
      Settings<GenesysSettings> settings) {
    this.integrations = integrations;
    this.conversations = conversations;
    this.rules = rules;
    this.profiles = profiles;
    this.fetcher = fetcher;
    this.outbound = outbound;
    this.journalWriter = journalWriter;
    this.clock = clock;
    this.settings = settings;
  }

  @PostMapping("/message")
  ResponseEntity<JsonNode> message(
      @PathVariable String integrationId,
      @RequestParam(defaultValue = "false") boolean prefetchConversationId,
      @RequestBody byte[] body) {
    Integration integration = integrations.require(integrationId);
    ObjectNode message = Normalized.read(body);
    rules.message(message);
    dropUnwanted(integration, message);
    Conversation conversation = join(integration, message);
    ObjectNode answer = Normalized.of(integration, message, "Text");
    Normalized.copy(message, answer, "text", "content", "metadata");
    ConversationMessage talk = talk(conversation, answer);
    conversation.typingUntilMs(0);
    JsonNode attachment = answer.path("content").path(0).path("attachment");
    if (attachment.isObject()) {
      fetcher.fetch(talk, attachment);
    }
    if (settings.now().publishedReceipts()) {
      outbound.published(integration, talk);
    }
    ObjectNode sent = answer.deepCopy();
    if (prefetchConversationId) {
      sent.put("conversationId", conversation.id());
    }
    return accepted(sent);
  }

  @PostMapping("/event")
  ResponseEntity<JsonNode> event(@PathVariable String integrationId, @RequestBody byte[] body) {
    Integration integration = integrations.require(integrationId);
    ObjectNode event = Normalized.read(body);
    rules.event(event);
    if (settings.now().alwaysTyping() || profiles.typing(integration, "inbound")) {
      Conversation conversation = join(integration, event);
      conversation.typingUntilMs(clock.millis() + 5000);
      conversations.beat(conversation);
    }
    ObjectNode answer = Normalized.of(integration, event, "Event");
    answer
        .putArray("events")
        .addObject()
        .put("eventType", "Typing")
        .putObject("typing")
        .put("type", "On")
        .put("duration", 5000);
    return accepted(answer);
  }

  @PostMapping("/structured/response")
  ResponseEntity<JsonNode> structured(
      @PathVariable String integrationId, @RequestBody byte[] body) {
    Integration integration = integrations.require(integrationId);
    ObjectNode response = Normalized.read(body);
    rules.structured(response);
    String address = Json.text(response.path("channel").path("from"), "id", "");
    Conversation conversation = conversations.existing(integrationId, address);
    ConversationMessage original =
        conversations.talk(Json.text(response, "originatingMessageId", ""));
    if (conversation == null || original == null || original.inbound()) {
      throw GenesysException.notFound("originating message");
    }
    ObjectNode answer = Normalized.of(integration, response, "Structured");
    answer.put("direction", "Inbound");
    answer.put("text", Json.text(response.path("buttonResponse"), "text", ""));
    answer
        .putArray("content")
        .addObject()
        .put("contentType", "ButtonResponse")
        .set("buttonResponse", response.path("buttonResponse"));
    talk(conversation, answer);
    return accepted(answer);
  }

  private void dropUnwanted(Integration integration, ObjectNode message) {
    if (!(message.path("content") instanceof ArrayNode content)) {
      return;
    }
    for (int i = content.size() - 1; i >= 0; i--) {
      String mime = Json.text(content.get(i).path("attachment"), "mime", "");
      if (!profiles.allows(integration, "inbound", mime)) {
        content.remove(i);
      }
    }
  }

  private Conversation join(Integration integration, JsonNode message) {
    JsonNode from = message.path("channel").path("from");
    Conversation conversation = conversations.join(integration.id(), Json.text(from, "id", ""));
    String name = Json.text(from, "nickname");
    if (name != null) {
      conversation.nickname(name);
    }
    return conversation;
  }

  private ConversationMessage talk(Conversation conversation, ObjectNode message) {
    ObjectNode kept = settings.now().lean() ? null : message;
    String channelId = Json.text(message.path("channel"), "messageId");
    ConversationMessage talk =
        new ConversationMessage(
            Json.text(message, "id", ""), conversation, true, channelId, clock.millis(), kept);
    conversations.add(talk);
    journalWriter.received(talk, message);
    return talk;
  }

  private ResponseEntity<JsonNode> accepted(JsonNode answer) {
    return ResponseEntity.status(settings.now().inboundStatus()).body(answer);
  }
}
