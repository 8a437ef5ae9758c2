package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Hmac;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.SerialExecutor;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.SignedWebhook;
import io.wabridge.sandbox.WebhookSender;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs webhooks and sends them to every app subscribed to the number's account, or to the provider
 * that serves the number.
 */
@Component
class Notifier {
  private final Accounts accounts;
  private final ObjectProvider<NumberProvider> providers;
  private final WebhookSender webhookSender;
  private final MetaRetries retries;
  private final SandboxScheduler scheduler;
  private final Settings<WhatsAppSettings> settings;

  Notifier(
      Accounts accounts,
      ObjectProvider<NumberProvider> providers,
      WebhookSender webhookSender,
      MetaRetries retries,
      SandboxScheduler scheduler,
      Settings<WhatsAppSettings> settings) {
    this.accounts = accounts;
    this.providers = providers;
    this.webhookSender = webhookSender;
    this.retries = retries;
    this.scheduler = scheduler;
    this.settings = settings;
  }

  /** Who carries the number now. */
  Carrier carrier(BusinessNumber number) {
    return new Carrier(
        providers.stream().filter(one -> one.serves(number.id())).findFirst().orElse(null));
  }

  /** One POST with one change, by this carrier. */
  void tell(
      Carrier carrier, SerialExecutor lane, BusinessNumber number, ObjectNode value, String about) {
    submit(lane, () -> post(carrier, number, List.of(List.of(value)), about, () -> {}));
  }

  /** One POST with one change. */
  void tell(
      SerialExecutor lane,
      BusinessNumber number,
      ObjectNode value,
      String about,
      Runnable accepted) {
    tell(lane, number, List.of(List.of(value)), about, accepted);
  }

  /** One POST with several entries of several changes each. */
  void tell(
      SerialExecutor lane,
      BusinessNumber number,
      List<List<ObjectNode>> entries,
      String about,
      Runnable accepted) {
    submit(lane, () -> post(carrier(number), number, entries, about, accepted));
  }

  private void submit(SerialExecutor lane, Runnable work) {
    if (settings.now().ordered()) {
      lane.submit(work);
    } else {
      scheduler.now().execute(work);
    }
  }

  /** One POST about the account of this number. */
  void tellAccount(BusinessNumber number, String field, ObjectNode value) {
    ObjectNode root = Json.object().put("object", "whatsapp_business_account");
    ObjectNode entry = root.putArray("entry").addObject().put("id", number.waba().id());
    entry.put("time", System.currentTimeMillis() / 1000);
    ObjectNode change = entry.putArray("changes").addObject();
    change.set("value", value);
    change.put("field", field);
    scheduler.now().execute(() -> send(carrier(number), number, root, field, () -> {}));
  }

  private void post(
      Carrier carrier,
      BusinessNumber number,
      List<List<ObjectNode>> entries,
      String about,
      Runnable accepted) {
    send(carrier, number, envelope(number, entries), about, accepted);
  }

  private void send(
      Carrier carrier, BusinessNumber number, ObjectNode root, String about, Runnable accepted) {
    NumberProvider provider = carrier.provider();
    if (provider != null) {
      if (provider.post(number.id(), MetaJson.bytes(root), about)) {
        accepted.run();
      }
      return;
    }
    Map<String, String> subscriptions = number.waba().subscriptions();
    if (subscriptions.isEmpty()) {
      return;
    }
    byte[] body = MetaJson.bytes(root);
    boolean all = true;
    for (Map.Entry<String, String> subscription : subscriptions.entrySet()) {
      App app = accounts.app(subscription.getKey());
      String url = app == null ? null : target(number, subscription.getValue(), app);
      if (app != null && url != null) {
        SignedWebhook webhook = new SignedWebhook(URI.create(url), headers(app, body), body, about);
        all &= webhookSender.deliver(webhook, retries);
        if (settings.now().duplicateWebhooks()) {
          webhookSender.deliver(webhook, retries);
        }
      }
    }
    if (all) {
      accepted.run();
    }
  }

  private static @Nullable String target(BusinessNumber number, String override, App app) {
    if (number.override() != null) {
      return number.override();
    }
    return override.isEmpty() ? app.callback() : override;
  }

  private static Map<String, String> headers(App app, byte[] body) {
    String signature = HexFormat.of().formatHex(Hmac.sha256(app.secret(), body));
    return Map.of(
        "Content-Type", "application/json",
        "User-Agent", "facebookexternalua",
        "X-Hub-Signature-256", "sha256=" + signature);
  }

  private static ObjectNode envelope(BusinessNumber number, List<List<ObjectNode>> entries) {
    ObjectNode root = Json.object().put("object", "whatsapp_business_account");
    ArrayNode list = root.putArray("entry");
    for (List<ObjectNode> values : entries) {
      ArrayNode changes = list.addObject().put("id", number.waba().id()).putArray("changes");
      for (ObjectNode value : values) {
        ObjectNode change = changes.addObject();
        change.set("value", value);
        change.put("field", "messages");
      }
    }
    return root;
  }
}
