package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the other sides do to us: refuse for a while. */
final class OutsideFaults {

  private OutsideFaults() {}

  static void desk(Scene scene, Strike strike) throws IOException, InterruptedException {
    refusing(scene, strike, scene.desks(), "*", "500", "the desks");
  }

  static void whatsapp(Scene scene, Strike strike) throws IOException, InterruptedException {
    refusing(scene, strike, scene.phones(), "messages", "429", "WhatsApp");
  }

  private static void refusing(
      Scene scene, Strike strike, Calls sandbox, String operation, String status, String who)
      throws IOException, InterruptedException {
    strike.target(who);
    var before = refused(sandbox.get("/sandbox/faults/happened"), status);
    spell(sandbox, operation, status, 600);
    Thread.sleep(scene.lasting(60));
    sandbox.delete("/sandbox/faults");
    var refused = refused(sandbox.get("/sandbox/faults/happened"), status) - before;
    strike.seen(refused > 0, refused + " calls were answered " + status);
  }

  static void spell(Calls sandbox, String operation, String kind, int seconds)
      throws IOException, InterruptedException {
    spell(sandbox, operation, kind, seconds, 1);
  }

  static void spell(Calls sandbox, String operation, String kind, int seconds, double share)
      throws IOException, InterruptedException {
    spell(sandbox, operation, kind, seconds, share, 0);
  }

  /** That share of what is asked meets it, after a delay. */
  static void spell(
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
