package io.wabridge.model.connector;

import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;

/** Ability: the person is shown for some seconds that an agent is typing. */
public interface ShowsTyping {

  /**
   * Shows it; this also marks the message as read.
   *
   * @param message the person's last message
   */
  Delivery showTyping(ExternalId message, Context context);
}
