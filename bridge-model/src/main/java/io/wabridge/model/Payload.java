package io.wabridge.model;

import java.time.Instant;
import java.util.Map;

/**
 * What an envelope may hold: one type per contract, each with its outbound twin. Bodies carry what
 * people wrote: they do not print.
 */
public sealed interface Payload {

  /** A signed webhook as it came, for the archive. */
  record RawWebhook(
      Direction direction, String endpoint, Map<String, String> headers, String body, Instant at)
      implements Payload {
    @Override
    public String toString() {
      return "RawWebhook[" + direction + ", " + endpoint + "]";
    }
  }

  /** One event of a provider's webhook, in the provider's own words. */
  record ChannelPart(ChannelId channel, String body) implements Payload {
    @Override
    public String toString() {
      return "ChannelPart[" + channel + "]";
    }
  }

  /** One event of a desk's webhook, in the desk's own words. */
  record DeskPart(DeskId desk, String body) implements Payload {
    @Override
    public String toString() {
      return "DeskPart[" + desk + "]";
    }
  }

  /** A message on its way to the desk. */
  record InboundMessage(Message message) implements Payload {}

  /** A message on its way to the person. */
  record OutboundMessage(Message message) implements Payload {}

  /** What became of a message of the desk, on its way to the desk. */
  record InboundReceipt(Receipt receipt) implements Payload {}

  /** What became of a message of the person, on its way to the person. */
  record OutboundReceipt(Receipt receipt) implements Payload {}

  /** What is held of a conversation is due for another try. */
  record HeldDue(String reader) implements Payload {}
}
