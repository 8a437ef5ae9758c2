package io.wabridge.connectors.desk.chatwoot;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;
import static io.wabridge.connectors.chatwoot.ChatwootProbes.CONNECT;
import static io.wabridge.connectors.chatwoot.ChatwootProbes.INBOX;
import static io.wabridge.connectors.chatwoot.ChatwootProbes.WEBHOOK;
import static io.wabridge.connectors.chatwoot.ChatwootProbes.refused;
import static io.wabridge.connectors.chatwoot.ChatwootProbes.shown;
import static io.wabridge.connectors.chatwoot.ChatwootProbes.unreachable;
import static io.wabridge.connectors.chatwoot.ChatwootProbes.withoutQuery;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.chatwoot.ChatwootAccount;
import io.wabridge.connectors.chatwoot.ChatwootApi;
import io.wabridge.connectors.chatwoot.ChatwootProbes;
import io.wabridge.connectors.chatwoot.ChatwootReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Probe;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates or adopts the API inbox and sets its webhook, and checks token, inbox and webhook. */
final class ChatwootSetup {

  private static final String TYPE = "Channel::Api";
  private static final String REPLY_WINDOW = "agent_reply_time_window";

  private static final int LONGEST = 200;

  /** In hours, as at WhatsApp. */
  private static final int WINDOW = 24;

  private final ChatwootApi api;

  ChatwootSetup(ChatwootApi api) {
    this.api = api;
  }

  Connected connect(URI webhookUrl, String name, Context context) {
    var settings = ChatwootSettings.of(context.settings());
    var address = settings.account().webhookAddress(webhookUrl);
    try {
      var inbox = known(settings, context);
      if (inbox == null) {
        inbox = made(address, name, context);
      }
      if (!inbox.success()) {
        return failed(refused(INBOX, inbox));
      }
      if (!usable(inbox.json())) {
        return failed(wrongType(inbox.json()));
      }
      var changed = pointed(inbox.json(), address, context);
      if (!changed.success()) {
        return failed(refused(WEBHOOK, changed));
      }
      return connected(inbox.json(), changed.json());
    } catch (IOException e) {
      return failed(unreachable(INBOX, e));
    }
  }

  private static Connected failed(Probe probe) {
    return new Connected(List.of(probe), Map.of());
  }

  private static Connected connected(JsonNode inbox, JsonNode changed) {
    var id = word(inbox, "id", "");
    var learned = new HashMap<String, String>();
    learned.put(ChatwootAccount.INBOX_ID, id);
    var identifier = word(inbox, "inbox_identifier", "");
    if (identifier.matches("[A-Za-z0-9_-]{1,64}")) {
      learned.put(ChatwootSettings.INBOX_IDENTIFIER, identifier);
    }
    var secret = word(changed, "secret", word(inbox, "secret", ""));
    if (secret.matches("\\S{1,200}")) {
      learned.put(ChatwootAccount.WEBHOOK_SECRET, secret);
    }
    return new Connected(
        List.of(
            Probe.ok(INBOX, shown(inbox, "name") + ", number " + id),
            Probe.ok(WEBHOOK, "sends to the bridge"),
            ChatwootProbes.learned(secret)),
        learned);
  }

  /** The inbox of the settings; null if there is none, or it was deleted. */
  private @Nullable ChatwootReply known(ChatwootSettings settings, Context context)
      throws IOException {
    if (settings.inboxId().isBlank()) {
      return null;
    }
    var inbox = read(context);
    return inbox.status() == 404 ? null : inbox;
  }

  /** An inbox that an earlier attempt created has the webhook's address already. */
  private ChatwootReply made(URI address, String name, Context context) throws IOException {
    var all = api.call(Operation.SET_UP, "GET", "inboxes", null, context);
    if (!all.success()) {
      return all;
    }
    var ours =
        list(all.json(), "payload").stream()
            .filter(inbox -> address.toString().equals(word(inbox, "webhook_url")))
            .findFirst();
    if (ours.isPresent()) {
      return new ChatwootReply(200, ours.get(), null);
    }
    var json = OutsideJson.object().put("name", name);
    json.put("lock_to_single_conversation", true);
    var channel = json.putObject("channel").put("type", "api");
    channel.put("webhook_url", address.toString());
    return api.call(Operation.SET_UP, "POST", "inboxes/", json, context);
  }

  private ChatwootReply read(Context context) throws IOException {
    var inbox = ChatwootSettings.of(context.settings()).inboxId();
    return api.call(Operation.SET_UP, "GET", "inboxes/" + inbox, null, context);
  }

  /** Sets the webhook, and the time in which agents may answer; other attributes are kept. */
  private ChatwootReply pointed(JsonNode inbox, URI address, Context context) throws IOException {
    var json = OutsideJson.object();
    var channel = json.putObject("channel").put("webhook_url", address.toString());
    ObjectNode attributes = OutsideJson.object();
    if (inbox.path("additional_attributes") instanceof ObjectNode known) {
      attributes.setAll(known);
    }
    attributes.put(REPLY_WINDOW, WINDOW);
    channel.set("additional_attributes", attributes);
    var path = "inboxes/" + word(inbox, "id", "");
    return api.call(Operation.SET_UP, "PATCH", path, json, context);
  }

  List<Probe> check(Context context) {
    var settings = ChatwootSettings.of(context.settings());
    if (settings.inboxId().isBlank()) {
      return List.of(Probe.failed(INBOX, "none yet", "Press “connect” to create the inbox."));
    }
    try {
      var inbox = read(context);
      if (!inbox.success()) {
        return List.of(refused(INBOX, inbox));
      }
      if (!usable(inbox.json())) {
        return List.of(wrongType(inbox.json()));
      }
      var probes = new ArrayList<Probe>();
      probes.add(Probe.ok(INBOX, shown(inbox.json(), "name") + ", " + TYPE));
      probes.add(webhook(inbox.json(), settings));
      probes.add(ChatwootProbes.signature(inbox.json(), settings.account(), "the inbox"));
      return probes;
    } catch (IOException e) {
      return List.of(unreachable(INBOX, e));
    }
  }

  private static Probe webhook(JsonNode inbox, ChatwootSettings settings) {
    var url = word(inbox, "webhook_url", "");
    if (url.isEmpty()) {
      return Probe.failed(WEBHOOK, "no address is set", CONNECT);
    }
    return settings.account().hasAddressSecret(url)
        ? Probe.ok(WEBHOOK, "sends to " + withoutQuery(url))
        : Probe.failed(WEBHOOK, "sends to another address: " + withoutQuery(url), CONNECT);
  }

  /** An older version may not tell the type. */
  private static boolean usable(JsonNode inbox) {
    return word(inbox, "id", "").matches("[0-9]{1,18}")
        && word(inbox, "channel_type", TYPE).equals(TYPE);
  }

  private static Probe wrongType(JsonNode inbox) {
    @Nullable String type = word(inbox, "channel_type");
    return Probe.failed(
        INBOX,
        type == null ? "Chatwoot's answer names no inbox" : "has the type " + clip(type, LONGEST),
        "Enter the number of an inbox of the type API, or none to create one.");
  }
}
