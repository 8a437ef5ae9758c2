package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.chatwoot.ChatwootEvent;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.time.Instant;
import java.util.List;

/**
 * Accepts the inbox' webhooks: signed, or by a secret in their address where the version of
 * Chatwoot does not sign. Events of other inboxes and accounts are dropped.
 */
final class ChatwootIngress {

  /** Whether a version signs is known from the settings only, so the route demands no header. */
  static final List<WebhookRoute> ROUTES = List.of(WebhookRoute.post());

  private ChatwootIngress() {}

  static Ingress receive(WebhookRequest request, ChatwootSettings settings, Instant now) {
    if (!settings.account().sent(request, now)) {
      return new Ingress.Rejected(401);
    }
    try {
      var parts =
          ChatwootDecoder.split(request.body()).stream()
              .filter(part -> wanted(part, settings))
              .toList();
      return new Ingress.Accepted(parts, WebhookReply.OK);
    } catch (WebhookUnreadable e) {
      return new Ingress.Unreadable(String.valueOf(e.getMessage()), WebhookReply.OK);
    }
  }

  private static boolean wanted(WebhookPart part, ChatwootSettings settings) {
    var event = OutsideJson.readOrNothing(part.body());
    var foreign =
        foreign(ChatwootEvent.inbox(event), settings.inboxId())
            || foreign(ChatwootEvent.account(event), settings.account().id());
    var automatic = Fields.word(event, "message_type", "").equals("template");
    return !foreign && (!automatic || settings.sendsAutomatic());
  }

  private static boolean foreign(String id, String ours) {
    return !id.isEmpty() && !ours.isBlank() && !id.equals(ours);
  }
}
