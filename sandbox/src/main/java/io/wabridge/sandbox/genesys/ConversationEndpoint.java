package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and ends conversations, and shows the state of a message. */
@RestController
@RequestMapping("/api/v2")
class ConversationEndpoint {
  private static final String MESSAGES = "/conversations/messages/";

  private final Conversations conversations;
  private final ShiftingClock clock;
  private final Settings<GenesysSettings> settings;

  ConversationEndpoint(
      Conversations conversations, ShiftingClock clock, Settings<GenesysSettings> settings) {
    this.conversations = conversations;
    this.clock = clock;
    this.settings = settings;
  }

  @GetMapping(MESSAGES + "{id}")
  JsonNode get(@PathVariable String id) {
    return view(conversations.require(id));
  }

  @PatchMapping(MESSAGES + "{id}")
  JsonNode change(@PathVariable String id, @RequestBody JsonNode change) {
    Conversation conversation = conversations.require(id);
    end(conversation, change);
    return view(conversation);
  }

  @PatchMapping(MESSAGES + "{id}/participants/{participantId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void participant(
      @PathVariable String id, @PathVariable String participantId, @RequestBody JsonNode change) {
    Conversation conversation = conversations.require(id);
    if (!participantId.equals(conversation.customerId())
        && !participantId.equals(conversation.agentId())) {
      throw GenesysException.notFound("participant " + participantId);
    }
    end(conversation, change);
  }

  @PatchMapping(MESSAGES + "{id}/participants/{participantId}/attributes")
  JsonNode attributes(
      @PathVariable String id, @PathVariable String participantId, @RequestBody JsonNode change) {
    conversations.require(id);
    return change;
  }

  @PostMapping("/conversations/{id}/disconnect")
  String disconnect(@PathVariable String id) {
    Conversation conversation = conversations.require(id);
    conversation.disconnect(clock.millis());
    conversations.beat(conversation);
    return "\"Ok\"";
  }

  private void end(Conversation conversation, JsonNode change) {
    if (!"disconnected".equals(Json.text(change, "state"))) {
      throw GenesysException.invalid("state can only be set to disconnected");
    }
    conversation.disconnect(clock.millis());
    conversations.beat(conversation);
  }

  @GetMapping(MESSAGES + "{messageId}/details")
  JsonNode details(@PathVariable String messageId) {
    ConversationMessage talk = conversations.talk(messageId);
    if (talk == null) {
      throw GenesysException.notFound("message " + messageId);
    }
    Conversation conversation = talk.conversation();
    ObjectNode details = Json.object().put("id", talk.id());
    details.put("providerMessageId", talk.channelMessageId());
    details.put("timestamp", GenesysTimestamps.iso(Instant.ofEpochMilli(talk.atMs())));
    String customer = conversation.address();
    String desk = conversation.integrationId();
    details.put("fromAddress", talk.inbound() ? customer : desk);
    details.put("toAddress", talk.inbound() ? desk : customer);
    details.put("direction", talk.inbound() ? "inbound" : "outbound");
    details.put("messengerType", "open").put("status", talk.state());
    if (talk.message() != null) {
      details.set("normalizedMessage", talk.message());
    }
    details.putArray("normalizedReceipts").addAll(talk.receipts());
    return details.put("conversationId", conversation.id());
  }

  @GetMapping("/conversations/messaging/threadingtimeline")
  JsonNode threading() {
    ObjectNode timeline = Json.object();
    timeline
        .putArray("settings")
        .addObject()
        .put("messengerType", "open")
        .put("timeoutInMinutes", settings.now().threadingMinutes());
    return timeline;
  }

  @PutMapping("/conversations/messaging/threadingtimeline")
  JsonNode threading(@RequestBody JsonNode asked) {
    for (JsonNode one : asked.path("settings")) {
      if ("open".equals(Json.text(one, "messengerType"))) {
        settings.patch(Json.object().put("threadingMinutes", one.path("timeoutInMinutes").asInt()));
      }
    }
    return threading();
  }

  private static JsonNode view(Conversation conversation) {
    String state = conversation.connected() ? "connected" : "disconnected";
    ObjectNode view = Json.object().put("id", conversation.id());
    ArrayNode participants = view.putArray("participants");
    participants
        .addObject()
        .put("id", conversation.customerId())
        .put("purpose", "customer")
        .put("state", state)
        .put("name", conversation.nickname())
        .put("address", conversation.address())
        .put("peer", conversation.agentId());
    participants
        .addObject()
        .put("id", conversation.agentId())
        .put("purpose", "agent")
        .put("state", state)
        .put("name", "Sandbox Agent");
    return view.put("selfUri", "/api/v2" + MESSAGES + conversation.id());
  }
}
