package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.List;

/** Faults of services: they are killed, or paused and continue with old work. */
final class ServiceFaults {

  private ServiceFaults() {}

  static void kill(FaultContext context, InjectedFault injected) throws InterruptedException {
    var service = context.pick(List.of(Services.values()));
    injected.target(service.title());
    var process = context.fleet().of(service);
    var before = process.exits();
    var from = System.nanoTime();
    process.kill();
    var exited = FaultCatalog.await(10, () -> process.exits() > before);
    var back = FaultCatalog.await(90, () -> context.fleet().healthy(service));
    injected.confirm(
        exited,
        back
            ? "it was killed, healthy again after " + FaultCatalog.elapsed(from)
            : "it was killed, NOT HEALTHY again");
  }

  static void stop(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    var service = context.pick(List.of(Services.values()));
    injected.target(service.title());
    var process = context.fleet().of(service);
    process.pause();
    Thread.sleep(context.duration(30));
    var stopped = process.paused();
    process.resume();
    var from = System.nanoTime();
    var back = FaultCatalog.await(60, () -> context.fleet().healthy(service));
    injected.confirm(
        stopped,
        "the kernel reported it as stopped, "
            + (back ? "healthy again after " + FaultCatalog.elapsed(from) : "NOT HEALTHY again"));
  }
}
