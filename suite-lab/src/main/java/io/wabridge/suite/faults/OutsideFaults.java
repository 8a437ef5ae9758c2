package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

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
    var before = refused(sandbox.get("/sandbox/faults/happened"), status);
    injectErrors(sandbox, operation, status, 600);
    Thread.sleep(context.duration(60));
    sandbox.delete("/sandbox/faults");
    var refused = refused(sandbox.get("/sandbox/faults/happened"), status) - before;
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

  private static long refused(JsonNode happened, String status) {
    return happened.properties().stream()
        .filter(one -> one.getKey().endsWith(" " + status))
        .mapToLong(one -> one.getValue().asLong())
        .sum();
  }
}
