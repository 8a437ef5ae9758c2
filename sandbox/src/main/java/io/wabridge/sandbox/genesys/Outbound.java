package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Hmac;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.SignedWebhook;
import io.wabridge.sandbox.WebhookSender;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Signs agents' messages and sends them to the integration's webhook. */
@Component
class Outbound {
  private final WebhookSender webhookSender;
  private final GenesysRetries retries;
  private final Conversations conversations;
  private final JournalWriter journalWriter;
  private final SandboxScheduler scheduler;
  private final ShiftingClock clock;
  private final Settings<GenesysSettings> settings;

  Outbound(
      WebhookSender webhookSender,
      GenesysRetries retries,
      Conversations conversations,
      JournalWriter journalWriter,
      SandboxScheduler scheduler,
      ShiftingClock clock,
      Settings<GenesysSettings> settings) {
    this.webhookSender = webhookSender;
    this.retries = retries;
    this.conversations = conversations;
    this.journalWriter = journalWriter;
    this.scheduler = scheduler;
    this.clock = clock;
    this.settings = settings;
  }

  ObjectNode envelope(Integration integration, Conversation conversation, String type) {
    String id = Normalized.newId();
    ObjectNode message = Json.object().put("id", id);
    ObjectNode channel = message.putObject("channel").put("id", integration.id());
    channel.put("platform", "Open").put("type", "Private");
    channel.putObject("to").put("id", conversation.address()).put("idType", "Opaque");
    channel
        .putObject("from")
        .put("nickname", integration.name())
        .put("id", integration.id())
        .put("idType", "Opaque");
    channel.put("time", GenesysTimestamps.iso(clock.instant())).put("messageId", id);
    message.put("type", type);
    return message;
  }

  /** Adds a message of an agent or bot to the conversation. */
  ConversationMessage say(
      Integration integration, Conversation conversation, ObjectNode message, String originator) {
    return say(integration, conversation, message, originator, Json.array());
  }

  /** The digests are those of the files in the message. */
  ConversationMessage say(
      Integration integration,
      Conversation conversation,
      ObjectNode message,
      String originator,
      ArrayNode digests) {
    message.put("originatingEntity", originator).put("direction", "Outbound");
    if (settings.now().conversationIdInWebhooks()) {
      message.put("conversationId", conversation.id());
    }
    String id = Json.text(message, "id", "");
    ObjectNode kept = settings.now().lean() ? null : message;
    ConversationMessage talk =
        new ConversationMessage(id, conversation, false, id, clock.millis(), kept);
    conversations.add(talk);
    journalWriter.said(talk, message, digests);
    post(
        integration,
        conversation,
        message,
        accepted -> {
          journalWriter.ended(talk, accepted);
          if (talk.state().equals("queued")) {
            talk.state(accepted ? "sent" : "failed");
          }
          if (!accepted && settings.now().failWebhookDisconnects()) {
            conversation.disconnect(clock.millis());
          }
          conversations.beat(conversation);
        });
    return talk;
  }

  void published(Integration integration, ConversationMessage talk) {
    Conversation conversation = talk.conversation();
    ObjectNode receipt = Json.object().put("id", talk.id());
    ObjectNode channel = receipt.putObject("channel").put("id", integration.id());
    channel.put("platform", "Open").put("type", "Private");
    channel.putObject("to").put("id", integration.id());
    channel.putObject("from").put("id", conversation.address()).put("idType", "Opaque");
    channel.put("time", GenesysTimestamps.iso(clock.instant()));
    channel.put("messageId", talk.channelMessageId());
    receipt.put("type", "Receipt").put("status", "Published");
    receipt.put("isFinalReceipt", true).put("direction", "Inbound");
    post(integration, conversation, receipt, accepted -> {});
  }

  void post(
      Integration integration,
      Conversation conversation,
      JsonNode message,
      Consumer<Boolean> done) {
    byte[] body = Json.bytes(message);
    String about = Json.text(message, "type", "raw") + " " + Json.text(message, "id", "");
    SignedWebhook webhook =
        new SignedWebhook(URI.create(integration.url()), headers(integration, body), body, about);
    Runnable work =
        () -> {
          done.accept(webhookSender.deliver(webhook, retries));
          if (settings.now().duplicateWebhooks()) {
            webhookSender.deliver(webhook, retries);
          }
        };
    if (settings.now().ordered()) {
      conversation.lane().submit(work);
    } else {
      scheduler.now().execute(work);
    }
  }

  static String signature(String secret, byte[] body) {
    return "sha256=" + Base64.getEncoder().encodeToString(Hmac.sha256(secret, body));
  }

  private static Map<String, String> headers(Integration integration, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    integration
        .headers()
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString()));
    headers.put("Content-Type", "application/json");
    headers.put("X-Hub-Signature-256", signature(integration.secret(), body));
    return headers;
  }
}
