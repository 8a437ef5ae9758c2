package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A webhook of an account: it gets the events of all its inboxes. */
record AccountWebhook(
    long id,
    Account account,
    String url,
    @Nullable String name,
    Set<String> subscriptions,
    String secret) {

  /** As administrators see it. */
  ObjectNode entity(boolean signs) {
    ObjectNode json = Json.object().put("id", id).put("name", name).put("url", url);
    json.put("account_id", account.id());
    ArrayNode events = json.putArray("subscriptions");
    subscriptions.forEach(events::add);
    if (signs) {
      json.put("secret", secret);
    }
    return json;
  }
}
