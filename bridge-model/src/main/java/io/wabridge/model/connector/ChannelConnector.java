package io.wabridge.model.connector;

import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import org.jspecify.annotations.Nullable;

/** One WhatsApp provider. The counterpart of {@link DeskConnector}. */
public non-sealed interface ChannelConnector extends Connector {

  /** Decodes one part of a webhook. Never fails for an unknown type or field. No network. */
  ChannelEvent decode(String part) throws WebhookUnreadable;

  /**
   * Whether an event about an account or a number concerns the channel with these settings.
   *
   * @param receiver whether the webhook was sent to this channel's address
   */
  default boolean concerns(
      ChannelEvent.ConditionsChanged event, Settings settings, boolean receiver) {
    return receiver;
  }

  /**
   * Delivers an agent's message to the person; an answer of the provider is a value, never an
   * exception.
   */
  Delivery deliver(Message message, Context context);

  /**
   * A key that all ids of one message have in common, if the provider gives a message several ids,
   * depending on how it addresses the person. Null: this id has none. Different messages of one
   * conversation have different keys. No network.
   */
  default @Nullable String sameMessageKey(ExternalId id) {
    return null;
  }
}
