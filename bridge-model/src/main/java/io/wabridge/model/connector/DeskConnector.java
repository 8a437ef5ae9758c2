package io.wabridge.model.connector;

import io.wabridge.model.Delivery;
import io.wabridge.model.Message;

/** One desk product. Twin of {@link ChannelConnector}. */
public non-sealed interface DeskConnector extends Connector {

  /** Understands one part of a webhook. Never fails for an unknown type or field. No network. */
  DeskEvent decode(String part) throws WebhookUnreadable;

  /**
   * Hands a person's message over to the desk; an answer of the desk is a value, never an
   * exception.
   */
  Delivery deliver(Message message, Context context);
}
