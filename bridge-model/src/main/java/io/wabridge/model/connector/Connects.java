package io.wabridge.model.connector;

import java.net.URI;

/** Ability: the product can be configured to send its webhooks to the bridge. May be repeated. */
public interface Connects {

  /**
   * Registers the endpoint's address.
   *
   * @param name the administrator's name of the endpoint
   */
  Connected connect(URI webhookUrl, String name, Context context);
}
