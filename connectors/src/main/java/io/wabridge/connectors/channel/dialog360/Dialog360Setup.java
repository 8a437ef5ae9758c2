package io.wabridge.connectors.channel.dialog360;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.meta.MetaReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Probe;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Registers the webhook of a number, and checks its key and its webhook. */
final class Dialog360Setup {

  private static final String WEBHOOKS = "Webhooks";
  private static final String CONFIGURATION = "v1/configs/webhook";
  private static final String CONNECT = "Press “connect”: without it no webhook arrives.";

  private final Dialog360Api api;

  Dialog360Setup(Dialog360Api api) {
    this.api = api;
  }

  Connected connect(URI webhookUrl, Context context) {
    var settings = Dialog360Settings.of(context.settings());
    var address = Dialog360Address.check(webhookUrl);
    if (!address.ok()) {
      return new Connected(List.of(address), Map.of());
    }
    if (!settings.provesWebhooks()) {
      var secret =
          Probe.failed(
              "Webhook secret",
              "neither a webhook secret nor a platform secret is set",
              "Set one of the two: without it every webhook is refused.");
      return new Connected(List.of(address, secret), Map.of());
    }
    var registered = register(webhookUrl, settings, context);
    return new Connected(
        List.of(address, registered),
        registered.ok()
            ? Map.of(Dialog360Settings.REGISTERED_URL, webhookUrl.toString())
            : Map.of());
  }

  private Probe register(URI webhookUrl, Dialog360Settings settings, Context context) {
    var json = OutsideJson.object();
    json.put("url", webhookUrl.toString());
    var headers = json.putObject("headers");
    var secret = settings.webhookSecret().reveal();
    if (!secret.isEmpty()) {
      headers.put(Dialog360Ingress.SECRET_HEADER, secret);
    }
    try {
      var reply = api.post(Operation.SET_UP, CONFIGURATION, json, context);
      return reply.success()
          ? Probe.ok(WEBHOOKS, "are sent to the bridge")
          : refused(WEBHOOKS, reply);
    } catch (IOException e) {
      return unreachable(WEBHOOKS, e);
    }
  }

  List<Probe> check(Context context) {
    return List.of(webhooks(context), profile(context));
  }

  private Probe webhooks(Context context) {
    var registered = Dialog360Settings.of(context.settings()).registeredUrl();
    try {
      var reply = api.get(Operation.SET_UP, CONFIGURATION, context);
      var url = word(reply.json(), "url", "");
      if (reply.status() == 404 || reply.success() && url.isEmpty()) {
        return Probe.failed(WEBHOOKS, "no address is registered at 360dialog", CONNECT)
            .withReconnect();
      }
      if (!reply.success()) {
        return refused(WEBHOOKS, reply);
      }
      return url.equals(registered)
          ? Probe.ok(WEBHOOKS, "are sent to " + url)
          : Probe.failed(WEBHOOKS, "are sent to another address: " + url, CONNECT).withReconnect();
    } catch (IOException e) {
      return unreachable(WEBHOOKS, e);
    }
  }

  private Probe profile(Context context) {
    var check = "Business profile";
    try {
      var reply = api.get(Operation.SET_UP, "whatsapp_business_profile?fields=about", context);
      return reply.success() ? Probe.ok(check, "can be read") : refused(check, reply);
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private static Probe refused(String check, MetaReply reply) {
    return Probe.failed(
        check,
        reply.detail(),
        reply.meaning() instanceof Meaning.Token
            ? "Generate a new API key for the number in the 360dialog Hub and enter it."
            : "Look at the number in the 360dialog Hub.");
  }

  private static Probe unreachable(String check, IOException e) {
    return Probe.failed(
        check,
        String.valueOf(e.getMessage()),
        "Check that 360dialog's address can be reached from here.");
  }
}
