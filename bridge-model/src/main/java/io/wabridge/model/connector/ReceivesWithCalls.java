package io.wabridge.model.connector;

import java.io.IOException;

/**
 * Ability: receiving takes calls to the product, as to fetch the public key that signs its requests
 * or to confirm that they are wanted.
 */
public interface ReceivesWithCalls {

  /**
   * The same as {@link Connector#receive}, which works without calls and so with known keys only.
   * Called for requests that may be forged: it calls the product's own hosts only, and in bounded
   * time.
   *
   * @throws IOException the product did not answer; the request is to be sent again
   */
  Ingress receiveWithCalls(WebhookRequest request, Settings settings) throws IOException;
}
