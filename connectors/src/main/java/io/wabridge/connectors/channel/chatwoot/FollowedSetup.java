package io.wabridge.connectors.channel.chatwoot;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;
import static io.wabridge.connectors.chatwoot.ChatwootProbes.CONNECT;
import static io.wabridge.connectors.chatwoot.ChatwootProbes.INBOX;
import static io.wabridge.connectors.chatwoot.ChatwootProbes.WEBHOOK;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.chatwoot.ChatwootAccount;
import io.wabridge.connectors.chatwoot.ChatwootApi;
import io.wabridge.connectors.chatwoot.ChatwootEvent;
import io.wabridge.connectors.chatwoot.ChatwootProbes;
import io.wabridge.connectors.chatwoot.ChatwootReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Probe;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Registers a webhook of the account, and checks inbox and webhook. The inbox is not changed. */
final class FollowedSetup {

  private static final Set<String> EVENTS =
      new TreeSet<>(Set.of(ChatwootEvent.CREATED, ChatwootEvent.UPDATED));
  private static final String WEBHOOKS = "webhooks";
  private static final String WHATSAPP = "Channel::Whatsapp";
  private static final String TWILIO = "Channel::TwilioSms";
  private static final int LONGEST = 200;

  private final ChatwootApi api;

  FollowedSetup(ChatwootApi api) {
    this.api = api;
  }

  Connected connect(URI webhookUrl, String name, Context context) {
    var account = ChatwootAccount.of(context.settings());
    try {
      var inbox = inbox(account, context);
      if (!inbox.success()) {
        return failed(refused(inbox));
      }
      if (!onWhatsApp(inbox.json())) {
        return failed(wrongType(inbox.json()));
      }
      var known = call("GET", WEBHOOKS, null, context);
      if (!known.success()) {
        return failed(ChatwootProbes.refused(WEBHOOK, known));
      }
      var saved = registered(known, account.webhookAddress(webhookUrl), name, context);
      return saved.success()
          ? connected(inbox.json(), saved.json().path("payload").path("webhook"))
          : failed(ChatwootProbes.refused(WEBHOOK, saved));
    } catch (IOException e) {
      return failed(ChatwootProbes.unreachable(INBOX, e));
    }
  }

  /** An earlier attempt, or another public address of the bridge, has the same path. */
  private ChatwootReply registered(ChatwootReply known, URI address, String name, Context context)
      throws IOException {
    var ours =
        webhooks(known).stream()
            .filter(one -> path(word(one, "url", "")).equals(address.getPath()))
            .findFirst();
    var json = OutsideJson.object();
    var webhook = json.putObject("webhook").put("url", address.toString()).put("name", name);
    var events = webhook.putArray("subscriptions");
    EVENTS.forEach(events::add);
    return ours.isPresent()
        ? call("PATCH", WEBHOOKS + "/" + word(ours.get(), "id", ""), json, context)
        : call("POST", WEBHOOKS, json, context);
  }

  private static Connected connected(JsonNode inbox, JsonNode webhook) {
    var secret = word(webhook, "secret", "");
    return new Connected(
        List.of(
            Probe.ok(INBOX, shown(inbox)),
            Probe.ok(WEBHOOK, "sends to the bridge"),
            ChatwootProbes.learned(secret)),
        secret.matches("\\S{1,200}") ? Map.of(ChatwootAccount.WEBHOOK_SECRET, secret) : Map.of());
  }

  List<Probe> check(Context context) {
    var account = ChatwootAccount.of(context.settings());
    try {
      var inbox = inbox(account, context);
      if (!inbox.success()) {
        return List.of(refused(inbox));
      }
      if (!onWhatsApp(inbox.json())) {
        return List.of(wrongType(inbox.json()));
      }
      var probes = new ArrayList<Probe>();
      probes.add(Probe.ok(INBOX, shown(inbox.json())));
      var known = call("GET", WEBHOOKS, null, context);
      if (!known.success()) {
        probes.add(ChatwootProbes.refused(WEBHOOK, known));
        return probes;
      }
      var webhook = ours(known, account);
      probes.add(webhook(webhook));
      webhook.ifPresent(one -> probes.add(ChatwootProbes.signature(one, account, "the webhook")));
      return probes;
    } catch (IOException e) {
      return List.of(ChatwootProbes.unreachable(INBOX, e));
    }
  }

  /** The secret in the address tells the bridge's webhook from others. */
  private static Optional<JsonNode> ours(ChatwootReply known, ChatwootAccount account) {
    return account.addressSecret().reveal().isEmpty()
        ? Optional.empty()
        : webhooks(known).stream()
            .filter(one -> account.hasAddressSecret(word(one, "url", "")))
            .findFirst();
  }

  private static Probe webhook(Optional<JsonNode> webhook) {
    if (webhook.isEmpty()) {
      return Probe.failed(WEBHOOK, "none sends to the bridge", CONNECT);
    }
    var events = new HashSet<String>();
    webhook.get().path("subscriptions").forEach(one -> events.add(one.asString("")));
    return events.containsAll(EVENTS)
        ? Probe.ok(
            WEBHOOK, "sends to " + ChatwootProbes.withoutQuery(word(webhook.get(), "url", "")))
        : Probe.failed(WEBHOOK, "lacks the events " + String.join(", ", EVENTS), CONNECT);
  }

  private ChatwootReply inbox(ChatwootAccount account, Context context) throws IOException {
    return call("GET", "inboxes/" + account.inboxId(), null, context);
  }

  private ChatwootReply call(String method, String path, @Nullable ObjectNode json, Context context)
      throws IOException {
    return api.call(Operation.SET_UP, method, path, json, context);
  }

  private static List<JsonNode> webhooks(ChatwootReply known) {
    return list(known.json().path("payload"), WEBHOOKS);
  }

  private static String path(String url) {
    try {
      return String.valueOf(URI.create(url).getPath());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** A number at Twilio may be for text messages instead. */
  private static boolean onWhatsApp(JsonNode inbox) {
    var type = word(inbox, "channel_type", "");
    return type.equals(WHATSAPP)
        || type.equals(TWILIO) && word(inbox, "medium", "whatsapp").equals("whatsapp");
  }

  private static Probe wrongType(JsonNode inbox) {
    return Probe.failed(
        INBOX,
        "has the type " + clip(word(inbox, "channel_type", "unknown"), LONGEST),
        "Enter the number of an inbox that Chatwoot itself connects to WhatsApp.");
  }

  private static Probe refused(ChatwootReply inbox) {
    return inbox.status() == 404
        ? Probe.failed(INBOX, inbox.detail(), "Check the account ID and the inbox ID.")
        : ChatwootProbes.refused(INBOX, inbox);
  }

  private static String shown(JsonNode inbox) {
    var number = word(inbox, "phone_number", "");
    var name = ChatwootProbes.shown(inbox, "name");
    return number.isEmpty() ? name : name + ", " + clip(number, LONGEST);
  }

  private static Connected failed(Probe probe) {
    return new Connected(List.of(probe), Map.of());
  }
}
