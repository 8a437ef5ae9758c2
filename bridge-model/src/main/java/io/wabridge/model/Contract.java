package io.wabridge.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * The contracts by name. The name travels in the message header, never a class name; within a
 * version we only add.
 */
public enum Contract {
  WEBHOOK_RAW("webhook.raw.v1", Payload.RawWebhook.class),
  CHANNEL_PART("channel.part.v1", Payload.ChannelPart.class),
  DESK_PART("desk.part.v1", Payload.DeskPart.class),
  MESSAGE_INBOUND("message.inbound.v1", Payload.InboundMessage.class),
  MESSAGE_OUTBOUND("message.outbound.v1", Payload.OutboundMessage.class),
  RECEIPT_INBOUND("receipt.inbound.v1", Payload.InboundReceipt.class),
  RECEIPT_OUTBOUND("receipt.outbound.v1", Payload.OutboundReceipt.class),
  TYPING("typing.v1", Payload.Typing.class),
  HELD_DUE("held.due.v1", Payload.HeldDue.class),
  FILE_LATE("file.late.v1", Payload.LateFile.class);

  private final String contractName;
  private final Class<? extends Payload> type;

  Contract(String contractName, Class<? extends Payload> type) {
    this.contractName = contractName;
    this.type = type;
  }

  public String contractName() {
    return contractName;
  }

  public Class<? extends Payload> type() {
    return type;
  }

  public static Contract of(Payload payload) {
    return switch (payload) {
      case Payload.RawWebhook _ -> WEBHOOK_RAW;
      case Payload.ChannelPart _ -> CHANNEL_PART;
      case Payload.DeskPart _ -> DESK_PART;
      case Payload.InboundMessage _ -> MESSAGE_INBOUND;
      case Payload.OutboundMessage _ -> MESSAGE_OUTBOUND;
      case Payload.InboundReceipt _ -> RECEIPT_INBOUND;
      case Payload.OutboundReceipt _ -> RECEIPT_OUTBOUND;
      case Payload.Typing _ -> TYPING;
      case Payload.HeldDue _ -> HELD_DUE;
      case Payload.LateFile _ -> FILE_LATE;
    };
  }

  public static Optional<Contract> named(String name) {
    return Arrays.stream(values())
        .filter(contract -> contract.contractName.equals(name))
        .findFirst();
  }

  /** Why a name is no known contract: a later version of a known one, or foreign. */
  public static Reason strange(String name) {
    var version = name.lastIndexOf(".v");
    var known =
        version > 0
            && Arrays.stream(values())
                .anyMatch(
                    contract -> contract.contractName.startsWith(name.substring(0, version + 2)));
    return known ? Reason.NEWER_VERSION : Reason.UNKNOWN_CONTRACT;
  }
}
