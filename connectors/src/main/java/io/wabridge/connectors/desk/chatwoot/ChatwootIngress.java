package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Accepts the inbox' webhooks: signed, or by a secret in their address where the version of
 * Chatwoot does not sign. Events of other inboxes and accounts are dropped.
 */
final class ChatwootIngress {

  /** Whether a version signs is known from the settings only, so the route demands no header. */
  static final List<WebhookRoute> ROUTES = List.of(WebhookRoute.post());

  private ChatwootIngress() {}

  static Ingress receive(WebhookRequest request, ChatwootSettings settings, Instant now) {
    if (!genuine(request, settings, now)) {
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

  private static boolean genuine(WebhookRequest request, ChatwootSettings settings, Instant now) {
    return settings.webhookSecret().reveal().isEmpty()
        ? addressed(request, settings.addressSecret())
        : ChatwootSignature.genuine(request, settings.webhookSecret(), now);
  }

  private static boolean addressed(WebhookRequest request, Secret secret) {
    var key = request.parameter(ChatwootSettings.KEY);
    return key != null
        && !secret.reveal().isEmpty()
        && MessageDigest.isEqual(utf8(secret.reveal()), utf8(key));
  }

  private static boolean wanted(WebhookPart part, ChatwootSettings settings) {
    var event = OutsideJson.readOrNothing(part.body());
    var inbox = ChatwootDecoder.inbox(event);
    var foreign =
        foreign(inbox, settings.inboxId()) || foreign(account(event), settings.accountId());
    var automatic = Fields.word(event, "message_type", "").equals("template");
    return !foreign && (!automatic || settings.sendsAutomatic());
  }

  private static String account(JsonNode event) {
    return Fields.id(event.path("account"), "id", "");
  }

  private static boolean foreign(String id, String ours) {
    return !id.isEmpty() && !ours.isBlank() && !id.equals(ours);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
