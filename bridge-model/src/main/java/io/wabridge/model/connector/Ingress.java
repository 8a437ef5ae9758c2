package io.wabridge.model.connector;

import java.util.List;

/** The connector's decision about a request. */
public sealed interface Ingress {

  /** Genuine: the parts are published, then the reply is sent. */
  record Accepted(List<WebhookPart> parts, WebhookReply reply) implements Ingress {
    public Accepted {
      parts = List.copyOf(parts);
    }
  }

  /** Genuine and completed by its reply: a handshake, a confirmation. Nothing is published. */
  record Replied(WebhookReply reply) implements Ingress {}

  /** Genuine, but not as the product documents it: parked as a whole, then replied. */
  record Unreadable(String problem, WebhookReply reply) implements Ingress {}

  /**
   * Not genuine, or not for us.
   *
   * @param status the status of the response, without a body: 401, 403, 404
   */
  record Rejected(int status) implements Ingress {}
}
