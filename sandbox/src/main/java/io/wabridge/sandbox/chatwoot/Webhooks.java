package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Hmac;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.RetryPlan;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.SignedWebhook;
import io.wabridge.sandbox.WebhookSender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends the events of an inbox to its webhook, and to the account's webhooks that want them: once,
 * within 5 seconds, in no certain order. A message whose inbox' webhook fails is marked as failed.
 */
@Component
class Webhooks implements RetryPlan {
  private final WebhookSender sender;
  private final Views views;
  private final Conversations conversations;
  private final AccountWebhooks accountWebhooks;
  private final SandboxScheduler scheduler;
  private final ShiftingClock clock;
  private final Settings<ChatwootSettings> settings;

  Webhooks(
      WebhookSender sender,
      Views views,
      Conversations conversations,
      AccountWebhooks accountWebhooks,
      SandboxScheduler scheduler,
      ShiftingClock clock,
      Settings<ChatwootSettings> settings) {
    this.sender = sender;
    this.views = views;
    this.conversations = conversations;
    this.accountWebhooks = accountWebhooks;
    this.scheduler = scheduler;
    this.clock = clock;
    this.settings = settings;
  }

  /** Tells at the end whether the webhook was accepted. */
  void created(ChatMessage message, Consumer<Boolean> ended) {
    send(message, "message_created", ended);
  }

  void updated(ChatMessage message) {
    send(message, "message_updated", accepted -> {});
    conversations.changed(message.conversation());
  }

  private void send(ChatMessage message, String event, Consumer<Boolean> ended) {
    ObjectNode body = views.pushed(message).put("event", event);
    post(
        message.conversation(),
        body,
        accepted -> {
          ended.accept(accepted);
          if (!accepted && message.status("failed", "Webhook was not accepted")) {
            updated(message);
          }
        });
  }

  void conversation(Conversation conversation, String event) {
    ObjectNode body = views.pushed(conversation).put("event", event);
    post(conversation, body, accepted -> {});
  }

  void typing(Conversation conversation, ObjectNode user, boolean on, boolean isPrivate) {
    ObjectNode body = Json.object().put("event", "conversation_typing_" + (on ? "on" : "off"));
    body.set("user", user);
    body.set("conversation", views.pushed(conversation));
    body.put("is_private", isPrivate);
    post(conversation, body, accepted -> {});
  }

  private void post(Conversation conversation, ObjectNode json, Consumer<Boolean> ended) {
    Inbox inbox = conversation.inbox();
    byte[] body = body(json);
    accountWebhooks
        .of(inbox.account(), Json.text(json, "event", ""))
        .forEach(one -> send(conversation, webhook(one.secret(), one.url(), body, json), _ -> {}));
    String url = inbox.webhookUrl();
    if (url != null && !url.isBlank()) {
      send(conversation, webhook(inbox.secret(), url, body, json), ended);
    }
  }

  /** Signed when it is sent; a duplicate has a delivery id of its own. */
  private void send(
      Conversation conversation, Supplier<SignedWebhook> webhook, Consumer<Boolean> ended) {
    Runnable work =
        () -> {
          boolean accepted = sender.deliver(webhook.get(), this);
          if (settings.now().duplicateWebhooks()) {
            sender.deliver(webhook.get(), this);
          }
          ended.accept(accepted);
        };
    if (settings.now().ordered()) {
      conversation.lane().submit(work);
    } else {
      scheduler.now().execute(work);
    }
  }

  /** As Rails writes JSON: these three characters are escaped, other characters are not. */
  static byte[] body(ObjectNode json) {
    return Json.MAPPER
        .writeValueAsString(json)
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .getBytes(StandardCharsets.UTF_8);
  }

  private Supplier<SignedWebhook> webhook(String secret, String url, byte[] body, ObjectNode json) {
    return () -> signed(secret, url, body, json);
  }

  private SignedWebhook signed(String secret, String url, byte[] body, ObjectNode json) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    if (settings.now().signsWebhooks()) {
      String timestamp = Long.toString(clock.millis() / 1000);
      headers.put("X-Chatwoot-Delivery", UUID.randomUUID().toString());
      headers.put("X-Chatwoot-Timestamp", timestamp);
      headers.put("X-Chatwoot-Signature", signature(secret, timestamp, body));
    }
    String about = Json.text(json, "event", "") + " " + Json.text(json, "id", "");
    return new SignedWebhook(URI.create(url), headers, body, about);
  }

  static String signature(String secret, String timestamp, byte[] body) {
    byte[] head = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
    byte[] signed = new byte[head.length + body.length];
    System.arraycopy(head, 0, signed, 0, head.length);
    System.arraycopy(body, 0, signed, head.length, body.length);
    return "sha256=" + HexFormat.of().formatHex(Hmac.sha256(secret, signed));
  }

  @Override
  public boolean again(int status, int attempt) {
    return false;
  }

  @Override
  public Duration pause(int attempt) {
    return Duration.ZERO;
  }

  @Override
  public Duration timeout() {
    return Duration.ofMillis(settings.now().webhookTimeoutMs());
  }

  @Override
  public boolean accepted(int status) {
    return status >= 200 && status < 300;
  }
}
