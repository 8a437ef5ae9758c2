package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Faults of WhatsApp and the desks: errors for a limited time. */
final class OutsideFaults {

  private OutsideFaults() {}

  static void desk(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    injected.target("the desks");
    var before = happenedAtDesks(context, "500");
    for (var desk : context.desks()) {
      injectErrors(desk.control(), "*", "500", 600);
    }
    Thread.sleep(context.duration(60));
    end(context);
    confirm(injected, before, happenedAtDesks(context, "500"), "calls were answered 500");
  }

  /**
   * For the same time, of all calls of the desks: some are refused with 429, some are answered
   * late, some are carried out and then answered 500 or not at all.
   */
  static void roughDesks(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    injected.target("the desks");
    var kinds = List.of("500-after", "cut-after", "429", "slow");
    var before = happenedAtDesks(context, kinds.toArray(String[]::new));
    for (var desk : context.desks()) {
      // the first fault whose share applies is used
      injectErrors(desk.control(), "*", "500-after", 600, 0.15);
      injectErrors(desk.control(), "*", "cut-after", 600, 0.15);
      injectErrors(desk.control(), "*", "429", 600, 0.1);
      injectErrors(desk.control(), "*", "slow", 600, 0.3, 2000);
    }
    Thread.sleep(context.duration(60));
    end(context);
    var after = happenedAtDesks(context, kinds.toArray(String[]::new));
    confirm(injected, before, after, "calls were refused, late, or without an answer");
  }

  /** Ends all planned faults of WhatsApp and the desks. */
  static void end(FaultContext context) throws IOException, InterruptedException {
    context.phones().delete("/sandbox/faults");
    for (var desk : context.desks()) {
      desk.control().delete("/sandbox/faults");
    }
  }

  /** How often the desks have applied faults of these kinds, by kind of desk. */
  private static Map<String, Long> happenedAtDesks(FaultContext context, String... kinds)
      throws IOException, InterruptedException {
    var counts = new TreeMap<String, Long>();
    for (var desk : context.desks()) {
      for (var kind : kinds) {
        counts.merge(desk.kind(), happened(desk.control(), kind), Long::sum);
      }
    }
    return counts;
  }

  /**
   * It took effect if one kind of desk applied it: another may just have refused the credentials,
   * and is not called.
   */
  private static void confirm(
      InjectedFault injected, Map<String, Long> before, Map<String, Long> after, String what) {
    var counts = new TreeMap<String, Long>();
    after.forEach((desk, count) -> counts.put(desk, count - before.getOrDefault(desk, 0L)));
    injected.confirm(counts.values().stream().anyMatch(count -> count > 0), what + ": " + counts);
  }

  static void whatsapp(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    injected.target("WhatsApp");
    var before = happened(context.phones(), "429");
    injectErrors(context.phones(), "messages", "429", 600);
    Thread.sleep(context.duration(60));
    context.phones().delete("/sandbox/faults");
    var refused = happened(context.phones(), "429") - before;
    injected.confirm(refused > 0, refused + " calls were answered 429");
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
