package io.wabridge.connectors.channel.chatwoot;

import io.wabridge.connectors.chatwoot.ChatwootAccount;
import io.wabridge.connectors.chatwoot.ChatwootEvent;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Accepts what was said in the followed inbox. An account's webhook tells of all its inboxes, and
 * of private notes: nothing of them is kept, not even in the archive.
 */
final class FollowedIngress {

  /** Whether a version signs is known from the settings only, so the route demands no header. */
  static final List<WebhookRoute> ROUTES = List.of(WebhookRoute.post());

  private FollowedIngress() {}

  static Ingress receive(WebhookRequest request, ChatwootAccount account, Instant now) {
    if (!account.sent(request, now)) {
      return new Ingress.Rejected(401);
    }
    try {
      var root = ChatwootEvent.read(request.body());
      return ours(root, account) && FollowedEvent.of(root) != FollowedEvent.NOTHING
          ? new Ingress.Accepted(FollowedSplitter.split(root), WebhookReply.OK)
          : new Ingress.Replied(WebhookReply.OK);
    } catch (WebhookUnreadable e) {
      return new Ingress.Unreadable(String.valueOf(e.getMessage()), WebhookReply.OK);
    }
  }

  private static boolean ours(JsonNode root, ChatwootAccount account) {
    return ChatwootEvent.account(root).equals(account.id())
        && ChatwootEvent.inbox(root).equals(account.inboxId());
  }
}
