package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import java.util.Set;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Receipts of the bridge for agents' messages. */
@RestController
class ReceiptEndpoint {
  private static final Set<String> STATUSES = Set.of("Delivered", "Failed");
  private static final Set<String> REASONS =
      Set.of(
          "MessageExpired",
          "RateLimited",
          "MessageNotAllowed",
          "GeneralError",
          "UnsupportedMessage",
          "UnknownMessage",
          "InvalidMessageStructure",
          "InvalidDestination",
          "ServerError",
          "MediaTypeNotAllowed",
          "InvalidMediaContentLength",
          "RecipientOptedOut",
          "DataFiltered");

  private final Integrations integrations;
  private final Conversations conversations;
  private final JournalWriter journalWriter;
  private final Settings<GenesysSettings> settings;

  ReceiptEndpoint(
      Integrations integrations,
      Conversations conversations,
      JournalWriter journalWriter,
      Settings<GenesysSettings> settings) {
    this.integrations = integrations;
    this.conversations = conversations;
    this.journalWriter = journalWriter;
    this.settings = settings;
  }

  @PostMapping("/api/v2/conversations/messages/{integrationId}/inbound/open/receipt")
  JsonNode receipt(@PathVariable String integrationId, @RequestBody byte[] body) {
    Integration integration = integrations.require(integrationId);
    JsonNode receipt = Json.read(body);
    String id = InboundRules.required(receipt, "id", "id");
    String status = check(receipt);
    ConversationMessage talk = conversations.talk(id);
    ObjectNode answer = Json.object().put("id", id).put("type", "Receipt").put("status", status);
    answer.put("direction", "Outbound");
    answer.set("channel", channel(integration, receipt));
    if (receipt.has("reasons")) {
      answer.set("reasons", receipt.get("reasons"));
    }
    answer.put("isFinalReceipt", receipt.path("isFinalReceipt").asBoolean(false));
    String to = Json.text(receipt.path("channel").path("to"), "id", "");
    boolean known =
        talk != null
            && !talk.inbound()
            && talk.conversation().integrationId().equals(integrationId)
            && talk.conversation().address().equals(to);
    if (talk == null || !known) {
      return unknown(answer, id);
    }
    talk.receipt(receipt, status.equals("Delivered") ? "delivery-success" : "delivery-failed");
    journalWriter.receipt(talk, status);
    conversations.beat(talk.conversation());
    return answer;
  }

  private JsonNode unknown(ObjectNode answer, String id) {
    if (settings.now().unknownReceiptIs404()) {
      throw GenesysException.notFound("message " + id);
    }
    answer.put("status", "Failed").put("isFinalReceipt", true);
    answer
        .putArray("reasons")
        .addObject()
        .put("code", "UnknownMessage")
        .put("message", "There is no such outbound message for this recipient.");
    return answer;
  }

  private static String check(JsonNode receipt) {
    JsonNode channel = receipt.path("channel");
    if (!channel.isObject()) {
      throw GenesysException.badRequest("channel is required");
    }
    InboundRules.identity(channel.path("to"), "channel.to", false);
    InboundRules.time(channel);
    String status = InboundRules.required(receipt, "status", "status");
    if (!STATUSES.contains(status)) {
      throw GenesysException.invalid("status " + status + " is not supported");
    }
    for (JsonNode reason : receipt.path("reasons")) {
      InboundRules.required(reason, "message", "reasons.message");
      String code = Json.text(reason, "code");
      if (code != null && !REASONS.contains(code)) {
        throw GenesysException.invalid("reasons.code " + code + " is unknown");
      }
    }
    if (status.equals("Failed") && receipt.path("reasons").size() == 0) {
      throw GenesysException.badRequest("a failed receipt needs reasons");
    }
    return status;
  }

  private static ObjectNode channel(Integration integration, JsonNode receipt) {
    ObjectNode channel = Json.object().put("id", integration.id());
    channel.put("platform", "Open").put("type", "Private");
    channel.set("to", receipt.path("channel").path("to"));
    channel.set("time", receipt.path("channel").path("time"));
    return channel;
  }
}
