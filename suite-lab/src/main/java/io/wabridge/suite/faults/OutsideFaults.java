package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.Map;

/** Faults of WhatsApp and the desks: errors for a limited time. */
final class OutsideFaults {

  private OutsideFaults() {}

  static void desk(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    refusing(context, injected, context.desks(), "*", "500", "the desks");
  }

  static void whatsapp(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    refusing(context, injected, context.phones(), "messages", "429", "WhatsApp");
  }

  private static void refusing(
      FaultContext context,
      InjectedFault injected,
      Calls sandbox,
      String operation,
      String status,
      String who)
      throws IOException, InterruptedException {
    injected.target(who);
    var before = happened(sandbox, status);
    injectErrors(sandbox, operation, status, 600);
    Thread.sleep(context.duration(60));
    sandbox.delete("/sandbox/faults");
    var refused = happened(sandbox, status) - before;
    injected.confirm(refused > 0, refused + " calls were answered " + status);
  }

  static void injectErrors(Calls sandbox, String operation, String kind, int seconds)
      throws IOException, InterruptedException {
    injectErrors(sandbox, operation, kind, seconds, 1);
  }

  static void injectErrors(Calls sandbox, String operation, String kind, int seconds, double share)
      throws IOException, InterruptedException {
    injectErrors(sandbox, operation, kind, seconds, share, 0);
  }

  /** Makes the sandbox fail this share of the calls, after a delay. */
  static void injectErrors(
      Calls sandbox, String operation, String kind, int seconds, double share, long delayMs)
      throws IOException, InterruptedException {
    sandbox.post(
        "/sandbox/faults",
        Map.of(
            "operation", operation,
            "kind", kind,
            "seconds", seconds,
            "share", share,
            "delayMs", delayMs));
  }

  /** How often the sandbox has applied faults of this kind. */
  static long happened(Calls sandbox, String kind) throws IOException, InterruptedException {
    return sandbox.get("/sandbox/faults/happened").properties().stream()
        .filter(one -> one.getKey().endsWith(" " + kind))
        .mapToLong(one -> one.getValue().asLong())
        .sum();
  }
}
