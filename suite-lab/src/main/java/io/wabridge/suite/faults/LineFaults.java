package io.wabridge.suite.faults;

import java.util.List;

/** What happens to lines: silence, resets, delay, narrowness. */
final class LineFaults {

  private static final List<String> STORMY =
      List.of("rabbitmq", "postgres", "redis", "s3", "state-manager", "tenant-service", "desk");

  private LineFaults() {}

  static void blackHole(Scene scene, Strike strike) throws InterruptedException {
    var edge = scene.any(scene.wiring().busy());
    strike.target(edge);
    edge.disturbed();
    edge.fallSilent();
    Thread.sleep(scene.lasting(30));
    edge.mend();
    var held = edge.disturbed();
    strike.seen(held > 0, held + " pieces and connections were held back");
  }

  /** Silent for a while and then reset: what was on its way is lost. */
  static void cut(Scene scene, Strike strike) throws InterruptedException {
    var edge = scene.any(scene.wiring().busy());
    strike.target(edge);
    edge.disturbed();
    edge.fallSilent();
    Thread.sleep(scene.lasting(30));
    var held = edge.disturbed();
    edge.reset();
    edge.mend();
    strike.seen(held > 0, held + " pieces and connections were lost");
  }

  /** Every connection to one place is reset, again and again; new ones work in between. */
  static void storm(Scene scene, Strike strike) throws InterruptedException {
    var to = scene.any(STORMY);
    strike.target("all lines to " + to);
    var edges = scene.wiring().to(to);
    edges.forEach(Edge::disturbed);
    var until = System.nanoTime() + scene.lasting(15) * 1_000_000;
    while (System.nanoTime() < until) {
      edges.forEach(Edge::reset);
      Thread.sleep(500 + scene.random().nextInt(500));
    }
    var reset = edges.stream().mapToLong(Edge::disturbed).sum();
    strike.seen(reset > 0, reset + " connections were reset");
  }

  static void slowDatabase(Scene scene, Strike strike) throws InterruptedException {
    strike.target("all lines to postgres");
    var edges = scene.wiring().to("postgres");
    edges.forEach(Edge::disturbed);
    edges.forEach(edge -> edge.delay(500));
    Thread.sleep(scene.lasting(30));
    edges.forEach(Edge::mend);
    var delayed = edges.stream().mapToLong(Edge::disturbed).sum();
    strike.seen(delayed > 0, delayed + " answers came half a second later");
  }

  static void narrow(Scene scene, Strike strike) throws InterruptedException {
    var edge = scene.any(scene.wiring().busy());
    strike.target(edge);
    edge.disturbed();
    var before = edge.bytes();
    edge.narrow(10_000);
    Thread.sleep(scene.lasting(30));
    edge.mend();
    var pieces = edge.disturbed();
    strike.seen(
        pieces > 0, "%d pieces, %d bytes squeezed".formatted(pieces, edge.bytes() - before));
  }
}
