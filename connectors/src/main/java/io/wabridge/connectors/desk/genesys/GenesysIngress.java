package io.wabridge.connectors.desk.genesys;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.List;

/** Accepts Genesys' signed webhooks. */
final class GenesysIngress {

  static final List<WebhookRoute> ROUTES = List.of(WebhookRoute.post(GenesysSignature.PROOF));

  private GenesysIngress() {}

  static Ingress receive(WebhookRequest request, Secret webhookSecret) {
    if (!GenesysSignature.genuine(request, webhookSecret)) {
      return new Ingress.Rejected(401);
    }
    try {
      return new Ingress.Accepted(GenesysDecoder.split(request.body()), WebhookReply.OK);
    } catch (WebhookUnreadable e) {
      return new Ingress.Unreadable(String.valueOf(e.getMessage()), WebhookReply.OK);
    }
  }
}
