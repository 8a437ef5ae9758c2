package io.wabridge.model.connector;

import io.wabridge.model.Delivery;
import io.wabridge.model.Message;

/** One desk product. The counterpart of {@link ChannelConnector}. */
public non-sealed interface DeskConnector extends Connector {

  /** Decodes one part of a webhook. Never fails for an unknown type or field. No network. */
  DeskEvent decode(String part) throws WebhookUnreadable;

  /** The same, where a setting of the desk decides how its messages are read. */
  default DeskEvent decode(String part, Settings settings) throws WebhookUnreadable {
    return decode(part);
  }

  /**
   * Delivers a person's message to the desk; an answer of the desk is a value, never an exception.
   */
  Delivery deliver(Message message, Context context);
}
