package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults by their number in the list of docs/faults.md. */
final class Arsenal {

  /** A fault and what it is called. */
  record Weapon(String code, String name, Fault fault) {}

  private static final Map<String, Weapon> ALL = new LinkedHashMap<>();

  static {
    add("F1", "SIGKILL RabbitMQ", killed("rabbitmq"));
    add("F2", "SIGKILL PostgreSQL", killed("postgres"));
    add("F3", "SIGKILL Redis", killed("redis"));
    add("F4", "SIGKILL the S3 store", killed("s3"));
    add("F5", "SIGKILL a service", Arsenal::killService);
    add("F7", "black hole on a line", Arsenal::blackHole);
  }

  private Arsenal() {}

  private static void add(String code, String name, Fault fault) {
    ALL.put(code, new Weapon(code, name, fault));
  }

  static List<Weapon> all() {
    return List.copyOf(ALL.values());
  }

  static Weapon of(String code) {
    var found = ALL.get(code);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no fault \"" + code + "\"; there are " + ALL.keySet());
    }
    return found;
  }

  private static Fault killed(String store) {
    return (scene, strike) -> {
      strike.target(store);
      var gone = scene.stores().kill(store);
      var from = System.nanoTime();
      Thread.sleep(1000 + scene.random().nextInt(2000));
      scene.stores().up();
      strike.seen(gone, "its port was closed, it answered again after " + since(from));
    };
  }

  private static void killService(Scene scene, Strike strike) throws InterruptedException {
    var service = scene.any(List.of(Services.values()));
    strike.target(service.title());
    var part = scene.fleet().of(service);
    var before = part.deaths();
    var from = System.nanoTime();
    part.kill();
    while (part.deaths() == before) {
      Thread.sleep(20);
    }
    var back = await(60, () -> scene.fleet().healthy(service));
    strike.seen(true, back ? "it died, healthy again after " + since(from) : "it died, NOT BACK");
  }

  private static void blackHole(Scene scene, Strike strike) throws InterruptedException {
    var edge = scene.any(scene.wiring().busy());
    strike.target(edge);
    edge.disturbed();
    edge.fallSilent();
    Thread.sleep(scene.lasting(30));
    var held = edge.disturbed();
    edge.mend();
    strike.seen(held > 0, held + " pieces and connections were held back");
  }

  /** Something that can be asked again and again. */
  @FunctionalInterface
  interface Question {
    boolean answer() throws IOException, InterruptedException;
  }

  static boolean await(long seconds, Question question) throws InterruptedException {
    var until = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < until) {
      try {
        if (question.answer()) {
          return true;
        }
      } catch (IOException e) {
        // not yet
      }
      Thread.sleep(200);
    }
    return false;
  }

  static String since(long nanos) {
    return "%.1f s".formatted((System.nanoTime() - nanos) / 1e9);
  }
}
