package io.wabridge.suite.faults;

import io.wabridge.suite.faults.agent.FaultAgent;
import io.wabridge.suite.faults.agent.FaultPoint;
import java.io.IOException;
import java.util.Arrays;

/**
 * Kills a service exactly between two steps that should both happen. Points that are passed only
 * during failures are provoked: a desk or WhatsApp refuses, or the broker is down.
 */
final class PointFaults {

  /** A point and one of the services that pass it. */
  private record Target(FaultPoint point, String service) {}

  private PointFaults() {}

  static void kill(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    var all =
        Arrays.stream(FaultPoint.values())
            .flatMap(point -> point.services().stream().map(name -> new Target(point, name)))
            .filter(PointFaults::canBeProvoked)
            .toList();
    var target = context.pick(all);
    var passing = 1 + context.random().nextInt(needsFailure(target.point()) ? 2 : 10);
    injected.target("%s at %s:%d".formatted(target.service(), target.point(), passing));
    var service =
        Arrays.stream(Services.values())
            .filter(one -> one.title().equals(target.service()))
            .findFirst()
            .orElseThrow();
    var process = context.fleet().of(service);
    var before = process.exits();
    process.onNextStart(FaultAgent.killAt(target.point(), passing));
    process.kill();
    FaultCatalog.await(10, () -> process.exits() > before);
    FaultCatalog.await(60, () -> process.exits() > before + 1 || context.fleet().healthy(service));
    provoke(context, target);
    var exited = FaultCatalog.await(25, () -> process.exits() > before + 1);
    endFailure(context, target);
    if (!exited) {
      process.kill(); // the next start has no fault point
    }
    var from = System.nanoTime();
    FaultCatalog.await(10, () -> process.exits() > before + 1);
    var back = FaultCatalog.await(90, () -> context.fleet().healthy(service));
    injected.confirm(
        exited,
        exited
            ? "it exited there, healthy again after "
                + (back ? FaultCatalog.elapsed(from) : "NOT AT ALL")
            : "the point was not passed");
  }

  private static boolean needsFailure(FaultPoint point) {
    return point.name().startsWith("HELD")
        || point.name().startsWith("SPOOL")
        || point == FaultPoint.LANE_KEPT;
  }

  /**
   * The transformers hold messages only when a core service is down, which is a different fault.
   */
  private static boolean canBeProvoked(Target target) {
    return !(needsFailure(target.point()) && target.service().endsWith("transformer"));
  }

  private static void provoke(FaultContext context, Target target)
      throws IOException, InterruptedException {
    if (!needsFailure(target.point())) {
      return;
    }
    if (target.point().name().startsWith("SPOOL")) {
      context.stores().kill("rabbitmq");
      Thread.sleep(4000);
      context.stores().up();
    } else {
      for (var desk : context.desks()) {
        OutsideFaults.injectErrors(desk.control(), "*", "500", 12);
      }
      OutsideFaults.injectErrors(context.phones(), "messages", "500", 12);
    }
  }

  private static void endFailure(FaultContext context, Target target)
      throws IOException, InterruptedException {
    if (needsFailure(target.point())) {
      OutsideFaults.end(context);
    }
  }
}
