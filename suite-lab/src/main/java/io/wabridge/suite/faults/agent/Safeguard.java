package io.wabridge.suite.faults.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The mechanisms that keep our promises. The fault suite takes one away at a time and must then see
 * a promise break.
 */
public enum Safeguard {
  /** What came before is known and does nothing again. */
  DEDUPE(
      oneByOne(),
      result("state.LedgerController", "registerInbound", "Messages$Known.status", "received"),
      result("state.LedgerController", "registerReply", "Messages$Known.status", "received"),
      result("state.LedgerController", "beginDelivery", "Handover.beginDelivery", "onceMore")),
  /** A publish counts only when the broker has confirmed it. */
  CONFIRMS(
      instead(
          "kit.lane.ConfirmedConnection",
          "publish",
          "ConcurrentNavigableMap.put",
          "confirmedAtOnce")),
  /** A publish no queue takes comes back. */
  MANDATORY(
      instead("kit.lane.ConfirmedConnection", "publish", "Channel.basicPublish", "notMandatory")),
  /** What the spool took is on the disk. */
  FSYNC(instead("kit.store.RecordLog", "force", "FileChannel.force", "leftToTheSystem")),
  /** One conversation at a time in order. */
  ORDER(result("kit.lane.ConversationOrder", "run", "Map.get", "nothing")),
  /** What may have arrived is not sent again. */
  UNCERTAIN(
      oneByOne(),
      result("state.Handover", "beginDelivery", "Handover.sameAttempt", "yes"),
      result("whatsapp.api.ChannelDelivery", "sendAndRecord", "Supplier.get", "notTaken")),
  /** A person is looked up within the tenant and the channel only. */
  ISOLATION(
      oneByOne(),
      result("state.Conversations", "of", "Sessions.find", "unknown"),
      instead("state.Conversations", "at", "JdbcClient.sql", "ofAnyTenant"));

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

  /**
   * The statements that answer many questions at once have their rules within; they are not asked.
   */
  private static Rewrite oneByOne() {
    return instead("state.BatchLedgerController", "runBatch", "Function.apply", "oneByOne");
  }

  private static Rewrite result(String type, String method, String called, String replacement) {
    return new Rewrite.Result(new CallSite("io.wabridge." + type, method, called), replacement);
  }

  private static Rewrite instead(String type, String method, String called, String replacement) {
    return new Rewrite.Instead(new CallSite("io.wabridge." + type, method, called), replacement);
  }
}
