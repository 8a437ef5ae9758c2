package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.List;

/** What happens to services: they die, or stand still and wake up with old work. */
final class ServiceFaults {

  private ServiceFaults() {}

  static void kill(Scene scene, Strike strike) throws InterruptedException {
    var service = scene.any(List.of(Services.values()));
    strike.target(service.title());
    var part = scene.fleet().of(service);
    var before = part.deaths();
    var from = System.nanoTime();
    part.kill();
    var died = Arsenal.await(10, () -> part.deaths() > before);
    var back = Arsenal.await(90, () -> scene.fleet().healthy(service));
    strike.seen(
        died,
        back ? "it died, healthy again after " + Arsenal.since(from) : "it died, and is NOT BACK");
  }

  static void stop(Scene scene, Strike strike) throws IOException, InterruptedException {
    var service = scene.any(List.of(Services.values()));
    strike.target(service.title());
    var part = scene.fleet().of(service);
    part.stop();
    Thread.sleep(scene.lasting(30));
    var stopped = part.stopped();
    part.go();
    var from = System.nanoTime();
    var back = Arsenal.await(60, () -> scene.fleet().healthy(service));
    strike.seen(
        stopped,
        "the kernel had it stopped, "
            + (back ? "healthy again after " + Arsenal.since(from) : "and it is NOT BACK"));
  }
}
