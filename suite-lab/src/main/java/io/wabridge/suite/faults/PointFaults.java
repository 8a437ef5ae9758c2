package io.wabridge.suite.faults;

import io.wabridge.suite.faults.agent.FaultAgent;
import io.wabridge.suite.faults.agent.FaultPoint;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A service dies exactly between two things that should both happen. What is passed only when
 * something does not work is helped along: a desk or WhatsApp refuses, or the broker is away.
 */
final class PointFaults {

  /** A point and one of the services that pass it. */
  private record Place(FaultPoint point, String service) {}

  private PointFaults() {}

  static void kill(Scene scene, Strike strike) throws IOException, InterruptedException {
    var all =
        Arrays.stream(FaultPoint.values())
            .flatMap(point -> point.services().stream().map(name -> new Place(point, name)))
            .filter(PointFaults::canBeProvoked)
            .toList();
    var place = scene.any(all);
    var passing = 1 + scene.random().nextInt(needsHelp(place.point()) ? 2 : 10);
    strike.target("%s at %s:%d".formatted(place.service(), place.point(), passing));
    var service =
        Arrays.stream(Services.values())
            .filter(one -> one.title().equals(place.service()))
            .findFirst()
            .orElseThrow();
    var part = scene.fleet().of(service);
    var before = part.deaths();
    part.once(FaultAgent.killAt(place.point(), passing));
    part.kill();
    Arsenal.await(10, () -> part.deaths() > before);
    Arsenal.await(60, () -> part.deaths() > before + 1 || scene.fleet().healthy(service));
    provoke(scene, place);
    var died = Arsenal.await(25, () -> part.deaths() > before + 1);
    relieve(scene, place);
    if (!died) {
      part.kill(); // disarmed by its next start
    }
    var from = System.nanoTime();
    Arsenal.await(10, () -> part.deaths() > before + 1);
    var back = Arsenal.await(90, () -> scene.fleet().healthy(service));
    strike.seen(
        died,
        died
            ? "it ended there, healthy again after " + (back ? Arsenal.since(from) : "NOT AT ALL")
            : "the point was not passed");
  }

  private static boolean needsHelp(FaultPoint point) {
    return point.name().startsWith("HELD")
        || point.name().startsWith("SPOOL")
        || point == FaultPoint.LANE_KEPT;
  }

  /** The transformers hold only when a memory of ours is away, which is another fault. */
  private static boolean canBeProvoked(Place place) {
    return !(needsHelp(place.point()) && place.service().endsWith("transformer"));
  }

  private static void provoke(Scene scene, Place place) throws IOException, InterruptedException {
    if (!needsHelp(place.point())) {
      return;
    }
    if (place.point().name().startsWith("SPOOL")) {
      scene.stores().kill("rabbitmq");
      Thread.sleep(4000);
      scene.stores().up();
    } else {
      OutsideFaults.spell(scene.desks(), "*", "500", 12);
      OutsideFaults.spell(scene.phones(), "messages", "500", 12);
    }
  }

  private static void relieve(Scene scene, Place place) throws IOException, InterruptedException {
    if (needsHelp(place.point())) {
      for (var side : List.of(scene.desks(), scene.phones())) {
        side.delete("/sandbox/faults");
      }
    }
  }
}
