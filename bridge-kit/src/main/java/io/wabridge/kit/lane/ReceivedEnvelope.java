package io.wabridge.kit.lane;

import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An envelope as it was received from the lane; an unreadable one has a problem instead.
 *
 * @param parent the span it comes from, in W3C's format
 */
record ReceivedEnvelope(
    String queue,
    String contract,
    byte[] body,
    String conversationKey,
    @Nullable Envelope<? extends Payload> envelope,
    EnvelopeCodec.@Nullable Unreadable problem,
    @Nullable String parent) {

  static ReceivedEnvelope decode(EnvelopeCodec codec, String queue, String contract, byte[] body) {
    try {
      var envelope = codec.read(contract, body);
      return new ReceivedEnvelope(
          queue, contract, body, envelope.conversationKey(), envelope, null, null);
    } catch (EnvelopeCodec.Unreadable e) {
      return new ReceivedEnvelope(queue, contract, body, queue, null, e, null);
    }
  }

  /** Of a body that cannot be decrypted: what is parked is its Base64, so that nothing is lost. */
  static ReceivedEnvelope unreadable(
      String queue, String contract, byte[] body, EnvelopeCodec.Unreadable problem) {
    var kept = "encrypted:" + Base64.getEncoder().encodeToString(body);
    return new ReceivedEnvelope(
        queue, contract, kept.getBytes(StandardCharsets.UTF_8), queue, null, problem, null);
  }

  ReceivedEnvelope withParent(@Nullable String span) {
    return span == null
        ? this
        : new ReceivedEnvelope(queue, contract, body, conversationKey, envelope, problem, span);
  }

  /** The name of the operation in traces. */
  String operation(String reader) {
    return switch (Objects.requireNonNull(envelope).payload()) {
      case Payload.ChannelPart _ -> "normalize inbound";
      case Payload.DeskPart _ -> "normalize outbound";
      case Payload.InboundMessage _ -> "deliver " + side(reader);
      case Payload.OutboundMessage _ -> "deliver whatsapp";
      case Payload.InboundReceipt _ -> "tell " + side(reader);
      case Payload.OutboundReceipt _ -> "mark read";
      case Payload.Typing _ -> "show typing";
      case Payload.HeldDue _ -> "try held";
      case Payload.LateFile _ -> "fetch late file";
      case Payload.RawWebhook _ -> "archive";
    };
  }

  private static String side(String reader) {
    return reader.substring(reader.indexOf('.') + 1);
  }

  /** Empty if it cannot be read. */
  String tenant() {
    return envelope == null ? "" : envelope.tenant().value();
  }

  /** Whether it announces that held envelopes of its conversation are due. */
  boolean due() {
    return envelope != null && envelope.payload() instanceof Payload.HeldDue;
  }

  /** Whether it is a status or another signal of a webhook. */
  boolean signal() {
    return Lanes.isSignalKey(conversationKey);
  }

  @Nullable String message() {
    return envelope == null
        ? null
        : switch (envelope.payload()) {
          case Payload.InboundMessage inbound -> inbound.message().id().value();
          case Payload.OutboundMessage outbound -> outbound.message().id().value();
          case Payload.InboundReceipt _, Payload.OutboundReceipt _ -> null;
          case Payload.RawWebhook _, Payload.ChannelPart _, Payload.DeskPart _ -> null;
          case Payload.Typing _, Payload.HeldDue _, Payload.LateFile _ -> null;
        };
  }
}
