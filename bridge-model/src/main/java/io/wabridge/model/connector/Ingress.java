package io.wabridge.model.connector;

import java.util.List;

/** What a connector makes of a request. */
public sealed interface Ingress {

  /** Genuine: the parts are carried, then the reply is given. */
  record Accepted(List<WebhookPart> parts, WebhookReply reply) implements Ingress {
    public Accepted {
      parts = List.copyOf(parts);
    }
  }

  /** Genuine and complete with its reply: a handshake, a confirmation. Nothing is carried. */
  record Replied(WebhookReply reply) implements Ingress {}

  /** Genuine, but not what the product's documentation promises: parked whole, then replied. */
  record Unreadable(String problem, WebhookReply reply) implements Ingress {}

  /**
   * Not genuine, or not for us.
   *
   * @param status what is answered, without a body: 401, 403, 404
   */
  record Rejected(int status) implements Ingress {}
}
