package io.wabridge.suite.faults.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The mechanisms that keep the promises. The fault suite disables one at a time, and then a promise
 * must break.
 */
public enum Safeguard {
  /** A repeated message is recognized and ignored. */
  DEDUPE(
      oneByOne(),
      result(
          "state.ledger.LedgerController", "register", "Messages$Known.status", "reportReceived"),
      result(
          "state.ledger.LedgerController",
          "beginDelivery",
          "Handover.beginDelivery",
          "beginAgain")),
  /** A publish counts only when the broker has confirmed it. */
  CONFIRMS(
      instead(
          "kit.lane.ConfirmedConnection",
          "publish",
          "ConcurrentNavigableMap.put",
          "confirmImmediately")),
  /** A publish that no queue accepts is returned. */
  MANDATORY(
      instead("kit.lane.ConfirmedConnection", "publish", "Channel.basicPublish", "notMandatory")),
  /** A record of the spool is flushed to the disk. */
  FSYNC(instead("kit.store.RecordLog", "force", "FileChannel.force", "skipFlush")),
  /** The messages of a conversation are processed one at a time and in order. */
  ORDER(result("kit.lane.ConversationOrder", "run", "Map.get", "alwaysNull")),
  /** A message that may have arrived is not sent again. */
  UNCERTAIN(
      oneByOne(),
      result("state.ledger.Handover", "begin", "Handover.sameAttempt", "alwaysTrue"),
      result("whatsapp.api.ChannelDelivery", "sendAndRecord", "Supplier.get", "reportNotAccepted")),
  /** A person is looked up only within the tenant and the channel. */
  ISOLATION(
      oneByOne(),
      instead("state.conversation.Conversations", "atExactly", "JdbcClient.sql", "ofAnyTenant"));

  private final List<Rewrite> rewrites;

  Safeguard(Rewrite... rewrites) {
    this.rewrites = List.of(rewrites);
  }

  static Safeguard named(String mechanism) {
    return Arrays.stream(values())
        .filter(one -> one.mechanism().equals(mechanism))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown mechanism " + mechanism));
  }

  String mechanism() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Rewrite> rewrites() {
    return rewrites;
  }

  /** Disables the batch statements, because they contain their own checks. */
  private static Rewrite oneByOne() {
    return instead("state.ledger.BatchLedgerController", "runBatch", "Function.apply", "oneByOne");
  }

  private static Rewrite result(String type, String method, String called, String replacement) {
    return new Rewrite.Result(new CallSite("io.wabridge." + type, method, called), replacement);
  }

  private static Rewrite instead(String type, String method, String called, String replacement) {
    return new Rewrite.Instead(new CallSite("io.wabridge." + type, method, called), replacement);
  }
}
