package io.wabridge.model.connector;

import io.wabridge.model.Delivery;
import io.wabridge.model.Message;

/** One WhatsApp provider. The counterpart of {@link DeskConnector}. */
public non-sealed interface ChannelConnector extends Connector {

  /** Decodes one part of a webhook. Never fails for an unknown type or field. No network. */
  ChannelEvent decode(String part) throws WebhookUnreadable;

  /**
   * Delivers an agent's message to the person; an answer of the provider is a value, never an
   * exception.
   */
  Delivery deliver(Message message, Context context);
}
