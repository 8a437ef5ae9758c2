package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The accounts and their inboxes. */
@Component
class Accounts {
  private static final int LONGEST_URL = 2048;

  private final Map<Long, Account> accounts = new ConcurrentHashMap<>();
  private final Map<Long, Inbox> inboxes = new ConcurrentHashMap<>();

  /** After a restart no inbox has the number of a former one. */
  private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() / 1000 % 100_000_000);

  Accounts() {
    reset();
  }

  final void reset() {
    accounts.clear();
    inboxes.clear();
    accounts.put(
        3L, new Account(3, "Harbour Bikes", "sandbox-chatwoot-token", "sandbox-chatwoot-agent"));
  }

  Account create(String name) {
    long id = ids.incrementAndGet();
    Account account = new Account(id, name, random(12), random(12));
    accounts.put(id, account);
    return account;
  }

  Account require(long id) {
    Account account = accounts.get(id);
    if (account == null) {
      throw ChatwootException.notFound();
    }
    return account;
  }

  Collection<Account> all() {
    return accounts.values();
  }

  Inbox createInbox(Account account, JsonNode asked) {
    JsonNode channel = asked.path("channel");
    String type = Json.text(channel, "type", "");
    if (!type.equals("api")) {
      throw ChatwootException.message("This sandbox has inboxes of the type api only");
    }
    String name = Json.text(asked, "name", "").strip();
    if (name.isEmpty()) {
      throw ChatwootException.record("name", "Name can't be blank");
    }
    Inbox inbox =
        new Inbox(
            ids.incrementAndGet(),
            account,
            name,
            random(12),
            random(12),
            random(12),
            asked.path("lock_to_single_conversation").asBoolean(false),
            null);
    change(inbox, channel);
    inboxes.put(inbox.id(), inbox);
    return inbox;
  }

  /** A number that Chatwoot itself connects to WhatsApp: its own API cannot post for a person. */
  Inbox createWhatsApp(Account account, String name, String phone) {
    Inbox inbox =
        new Inbox(
            ids.incrementAndGet(), account, name, random(12), random(12), random(12), true, phone);
    inboxes.put(inbox.id(), inbox);
    return inbox;
  }

  /** Changes the channel of an inbox. */
  void change(Inbox inbox, JsonNode channel) {
    String url = Json.text(channel, "webhook_url");
    if (url != null && url.length() > LONGEST_URL) {
      throw ChatwootException.record("webhook_url", "Webhook url is too long");
    }
    if (channel.path("additional_attributes") instanceof ObjectNode attributes) {
      JsonNode hours = attributes.path("agent_reply_time_window");
      if (!hours.isMissingNode() && !(hours.isNumber() && hours.asLong() > 0)) {
        throw ChatwootException.record(
            "agent_reply_time_window", "agent_reply_time_window must be greater than 0");
      }
      inbox.attributes(attributes.deepCopy());
    }
    if (url != null) {
      inbox.webhookUrl(url);
    }
  }

  Inbox inbox(Account account, long id) {
    Inbox inbox = inboxes.get(id);
    if (inbox == null || inbox.account() != account) {
      throw ChatwootException.notFound();
    }
    return inbox;
  }

  void delete(Inbox inbox) {
    inboxes.remove(inbox.id());
  }

  @Nullable Inbox byIdentifier(String identifier) {
    return inboxes.values().stream()
        .filter(one -> one.identifier().equals(identifier))
        .findFirst()
        .orElse(null);
  }

  Collection<Inbox> inboxes() {
    return inboxes.values();
  }

  static String random(int bytes) {
    byte[] random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
