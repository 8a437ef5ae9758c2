package io.wabridge.model.connector;

import java.net.URI;

/** Ability: the product can be told to send its webhooks to us. May be repeated. */
public interface Connects {

  /**
   * Registers the endpoint's address.
   *
   * @param name what the administrator calls the endpoint
   */
  Connected connect(URI webhookUrl, String name, Context context);
}
