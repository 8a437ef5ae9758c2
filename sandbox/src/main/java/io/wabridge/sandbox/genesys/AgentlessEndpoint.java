package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A message to a customer that is not from an agent. */
@RestController
class AgentlessEndpoint {
  private static final int LONGEST = 2000;

  private final Integrations integrations;
  private final Conversations conversations;
  private final Outbound outbound;

  AgentlessEndpoint(Integrations integrations, Conversations conversations, Outbound outbound) {
    this.integrations = integrations;
    this.conversations = conversations;
    this.outbound = outbound;
  }

  @PostMapping("/api/v2/conversations/messages/agentless")
  ResponseEntity<JsonNode> send(@RequestBody JsonNode asked) {
    String from = InboundRules.required(asked, "fromAddress", "fromAddress");
    String to = InboundRules.required(asked, "toAddress", "toAddress");
    String type = InboundRules.required(asked, "toAddressMessengerType", "toAddressMessengerType");
    String text = InboundRules.required(asked, "textBody", "textBody");
    if (!type.equals("open")) {
      throw GenesysException.invalid("only the messenger type open is supported");
    }
    if (text.length() > LONGEST) {
      throw GenesysException.invalid("textBody may have 2000 characters");
    }
    Integration integration = integrations.require(from);
    boolean join = asked.path("useExistingActiveConversation").asBoolean(false);
    Conversation existing = conversations.existing(from, to);
    if (existing != null && existing.connected() && !join) {
      throw GenesysException.badRequest("a conversation with this address is connected");
    }
    Conversation conversation = conversations.join(from, to);
    ObjectNode message = outbound.envelope(integration, conversation, "Text").put("text", text);
    ConversationMessage talk = outbound.say(integration, conversation, message, "Bot");
    return ResponseEntity.accepted()
        .body(
            Json.object()
                .put("id", talk.id())
                .put("conversationId", conversation.id())
                .put("fromAddress", from)
                .put("toAddress", to)
                .put("messengerType", "open")
                .put("textBody", text)
                .put("useExistingActiveConversation", join));
  }
}
