package io.wabridge.connectors.channel.twilio;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.channel.twilio.TwilioApi.Host;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Probe;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Sets the webhooks of a sender, and checks its account, its state and its webhooks. */
final class TwilioSetup {

  /**
   * Twilio repeats a webhook only if its address says so; what follows the hash is not sent and not
   * signed.
   */
  private static final String RETRIES = "#rc=5&rp=5xx,ct,rt";

  private static final String ACCOUNT = "Account and auth token";
  private static final String SENDER = "WhatsApp sender";
  private static final String WEBHOOKS = "Webhooks";
  private static final String SENDERS = "/v2/Channels/Senders";
  private static final int PAGES = 10;
  private static final String CONNECT = "Press “connect”: without it no webhook arrives.";

  private final TwilioApi api;

  TwilioSetup(TwilioApi api) {
    this.api = api;
  }

  Connected connect(URI webhookUrl, Context context) {
    var settings = TwilioSettings.of(context.settings());
    var probes = new ArrayList<Probe>();
    probes.add(address(webhookUrl));
    if (probes.getFirst().ok()) {
      probes.add(webhooks(webhookUrl, settings));
    }
    return new Connected(
        probes,
        probes.getLast().ok()
            ? Map.of(TwilioSettings.REGISTERED_URL, webhookUrl.toString())
            : Map.of());
  }

  /** Twilio refuses underscores in the host of a callback. */
  private static Probe address(URI url) {
    var authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
    return authority.contains("_")
        ? Probe.failed(
            "Webhook address",
            "the host " + authority + " contains an underscore",
            "Change the bridge's public address (BRIDGE_PUBLIC_URL).")
        : Probe.ok("Webhook address", "has a host that Twilio accepts");
  }

  private Probe webhooks(URI webhookUrl, TwilioSettings settings) {
    if (settings.number().equals(TwilioSettings.SHARED_SENDER)) {
      return Probe.ok(
          WEBHOOKS,
          "are to be entered in Twilio's console, because this is Twilio's shared sender: "
              + webhookUrl);
    }
    try {
      var sender = sender(settings);
      if (sender.isEmpty()) {
        return missing(settings);
      }
      var json = OutsideJson.object();
      json.putObject("webhook")
          .put("callback_url", webhookUrl + RETRIES)
          .put("callback_method", "POST")
          .put("status_callback_url", webhookUrl + RETRIES)
          .put("status_callback_method", "POST");
      var path = SENDERS + "/" + word(sender.get(), "sid", "");
      var reply = api.postJson(Operation.SET_UP, Host.MESSAGING, path, json, settings);
      return reply.success()
          ? Probe.ok(WEBHOOKS, "are sent to the bridge")
          : refused(WEBHOOKS, reply);
    } catch (Refusal e) {
      return refused(SENDER, e.reply);
    } catch (IOException e) {
      return unreachable(WEBHOOKS, e);
    }
  }

  List<Probe> check(Context context) {
    var settings = TwilioSettings.of(context.settings());
    var probes = new ArrayList<Probe>();
    probes.add(account(settings));
    try {
      var sender = sender(settings);
      if (sender.isPresent()) {
        probes.add(state(sender.get()));
        probes.add(registered(sender.get(), settings));
      } else if (!settings.number().equals(TwilioSettings.SHARED_SENDER)) {
        probes.add(missing(settings));
      }
    } catch (Refusal e) {
      probes.add(refused(SENDER, e.reply));
    } catch (IOException e) {
      probes.add(unreachable(SENDER, e));
    }
    return probes;
  }

  private Probe account(TwilioSettings settings) {
    try {
      var reply = api.account(settings);
      if (!reply.success()) {
        return refused(ACCOUNT, reply);
      }
      var status = word(reply.json(), "status", "unknown");
      return status.equals("active")
          ? Probe.ok(ACCOUNT, "accepted, and the account is active")
          : Probe.failed(
              ACCOUNT, "the account is " + status, "Activate the account in Twilio's console.");
    } catch (IOException e) {
      return unreachable(ACCOUNT, e);
    }
  }

  private static Probe state(JsonNode sender) {
    var status = word(sender, "status", "unknown");
    return status.startsWith("ONLINE")
        ? Probe.ok(SENDER, "is online")
        : Probe.failed(
            SENDER,
            "is " + status + reasons(sender),
            "Look at the WhatsApp senders in Twilio's console.");
  }

  private static String reasons(JsonNode sender) {
    var first = Fields.list(sender, "offline_reasons").stream().findFirst();
    return first.map(reason -> ": " + word(reason, "message", "")).orElse("");
  }

  private static Probe registered(JsonNode sender, TwilioSettings settings) {
    var url = word(sender.path("webhook"), "callback_url", "").replaceFirst("#.*$", "");
    if (url.isEmpty()) {
      return Probe.failed(WEBHOOKS, "no address is registered at Twilio", CONNECT).withReconnect();
    }
    return url.equals(settings.registeredUrl())
        ? Probe.ok(WEBHOOKS, "are sent to " + url)
        : Probe.failed(WEBHOOKS, "are sent to another address: " + url, CONNECT).withReconnect();
  }

  /** Twilio answered the search for the sender with an error. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient TwilioReply reply;

    Refusal(TwilioReply reply) {
      super(reply.detail(), null, false, false);
      this.reply = reply;
    }
  }

  private Optional<JsonNode> sender(TwilioSettings settings) throws IOException, Refusal {
    var wanted = TwilioPeople.ofNumber(settings.number());
    var path = SENDERS + "?Channel=whatsapp&PageSize=100";
    for (var page = 0; !path.isEmpty() && page < PAGES; page++) {
      var reply = api.get(Operation.SET_UP, Host.MESSAGING, path, settings);
      if (!reply.success()) {
        throw new Refusal(reply);
      }
      for (var sender : Fields.list(reply.json(), "senders")) {
        if (wanted.equals(word(sender, "sender_id"))) {
          return Optional.of(sender);
        }
      }
      path = TwilioPages.next(reply.json(), SENDERS);
    }
    return Optional.empty();
  }

  private static Probe missing(TwilioSettings settings) {
    return Probe.failed(
        SENDER,
        "the account has no WhatsApp sender with the number +" + settings.number(),
        "Check the number, and that the account (or subaccount) is the one that owns the sender.");
  }

  private static Probe refused(String check, TwilioReply reply) {
    return Probe.failed(
        check,
        reply.detail(),
        reply.meaning() instanceof Meaning.Token
            ? "Enter the account's auth token again, or another API key."
            : "Look at the sender and the error log in Twilio's console.");
  }

  private static Probe unreachable(String check, IOException e) {
    return Probe.failed(
        check,
        String.valueOf(e.getMessage()),
        "Check that Twilio's addresses can be reached from here.");
  }
}
