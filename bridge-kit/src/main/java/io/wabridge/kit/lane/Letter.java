package io.wabridge.kit.lane;

import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;
import org.jspecify.annotations.Nullable;

/** An envelope as it came from the lane; an unreadable one has a problem instead. */
record Letter(
    String queue,
    String contract,
    byte[] body,
    String conversationKey,
    @Nullable Envelope<? extends Payload> envelope,
    EnvelopeCodec.@Nullable Unreadable problem) {

  static Letter open(EnvelopeCodec codec, String queue, String contract, byte[] body) {
    try {
      var envelope = codec.read(contract, body);
      return new Letter(queue, contract, body, envelope.conversationKey(), envelope, null);
    } catch (EnvelopeCodec.Unreadable e) {
      return new Letter(queue, contract, body, queue, null, e);
    }
  }

  /** Empty when it cannot be read. */
  String tenant() {
    return envelope == null ? "" : envelope.tenant().value();
  }

  /** Whether it says that what is held of its conversation is due. */
  boolean due() {
    return envelope != null && envelope.payload() instanceof Payload.HeldDue;
  }

  @Nullable String message() {
    return envelope == null
        ? null
        : switch (envelope.payload()) {
          case Payload.InboundMessage inbound -> inbound.message().id().value();
          case Payload.OutboundMessage outbound -> outbound.message().id().value();
          case Payload.InboundReceipt _, Payload.OutboundReceipt _ -> null;
          case Payload.RawWebhook _, Payload.ChannelPart _, Payload.DeskPart _ -> null;
          case Payload.HeldDue _ -> null;
        };
  }
}
