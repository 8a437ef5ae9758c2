package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The webhooks of the accounts, with Chatwoot's rules for them. */
@Component
class AccountWebhooks {
  private static final Set<String> EVENTS =
      Set.of(
          "conversation_status_changed",
          "conversation_updated",
          "conversation_created",
          "contact_created",
          "contact_updated",
          "message_created",
          "message_updated",
          "webwidget_triggered",
          "inbox_created",
          "inbox_updated",
          "conversation_typing_on",
          "conversation_typing_off");

  private final Map<Long, AccountWebhook> webhooks = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong(40);

  void clear() {
    webhooks.clear();
  }

  List<AccountWebhook> of(Account account) {
    return webhooks.values().stream()
        .filter(one -> one.account() == account)
        .sorted(Comparator.comparingLong(AccountWebhook::id))
        .toList();
  }

  /** Those that want this event. */
  List<AccountWebhook> of(Account account, String event) {
    return of(account).stream().filter(one -> one.subscriptions().contains(event)).toList();
  }

  AccountWebhook require(Account account, long id) {
    AccountWebhook webhook = webhooks.get(id);
    if (webhook == null || webhook.account() != account) {
      throw ChatwootException.notFound();
    }
    return webhook;
  }

  /** Only what the request names changes. */
  synchronized AccountWebhook save(
      Account account, @Nullable AccountWebhook before, JsonNode asked) {
    long id = before == null ? ids.incrementAndGet() : before.id();
    AccountWebhook saved =
        new AccountWebhook(
            id,
            account,
            url(account, id, Json.text(asked, "url", before == null ? "" : before.url())),
            asked.has("name") || before == null ? Json.text(asked, "name") : before.name(),
            before != null && !asked.has("subscriptions")
                ? before.subscriptions()
                : subscriptions(asked.path("subscriptions")),
            before == null ? Accounts.random(12) : before.secret());
    webhooks.put(id, saved);
    return saved;
  }

  private String url(Account account, long id, String url) {
    if (!url.matches("https?://\\S+")) {
      throw ChatwootException.record("url", "Url is invalid");
    }
    if (of(account).stream().anyMatch(one -> one.id() != id && one.url().equals(url))) {
      throw ChatwootException.record("url", "Url has already been taken");
    }
    return url;
  }

  private static Set<String> subscriptions(JsonNode asked) {
    Set<String> events = new TreeSet<>();
    asked.forEach(one -> events.add(one.asString("")));
    if (!asked.isArray() || events.isEmpty() || !EVENTS.containsAll(events)) {
      throw ChatwootException.record("subscriptions", "Invalid events");
    }
    return events;
  }

  void delete(AccountWebhook webhook) {
    webhooks.remove(webhook.id());
  }
}
