package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults by their number in the list of docs/faults.md. */
final class Arsenal {

  /**
   * A fault and what it is called.
   *
   * @param target what the names of its targets must contain
   */
  record Weapon(String code, String name, Fault fault, String target) {}

  private static final List<String> ASKED_FOR =
      List.of("F17", "F18", "F19", "F20", "F21", "F22", "F23");
  private static final List<String> LONG_ONES = List.of("F4", "F10", "F13", "F15", "F16");
  private static final Map<String, Weapon> ALL = new LinkedHashMap<>();

  static {
    add("F1", "SIGKILL RabbitMQ", StoreFaults.killed("rabbitmq"));
    add("F2", "SIGKILL PostgreSQL", StoreFaults.killed("postgres"));
    add("F3", "SIGKILL Redis", StoreFaults.killed("redis"));
    add("F4", "SIGKILL the S3 store", StoreFaults.killed("s3"));
    add("F5", "SIGKILL a service", ServiceFaults::kill);
    add("F6", "SIGSTOP a service", ServiceFaults::stop);
    add("F7", "black hole on a line", LineFaults::blackHole);
    add("F8", "RST storm", LineFaults::storm);
    add("F9", "PostgreSQL 500 ms slower", LineFaults::slowDatabase);
    add("F10", "RabbitMQ's memory alarm", StoreFaults::memoryAlarm);
    add("F11", "a desk that answers 500", OutsideFaults::desk);
    add("F12", "a WhatsApp that answers 429", OutsideFaults::whatsapp);
    add("F13", "SIGSTOP a store", StoreFaults::stop);
    add("F14", "a line of 10 kB/s", LineFaults::narrow);
    add("F15", "RabbitMQ's disk alarm", StoreFaults::diskAlarm);
    add("F16", "killed at a fault point", PointFaults::kill);
    add("F17", "RabbitMQ's data wiped", StoreFaults::wipe);
    add("F18", "a line is cut", LineFaults::cut);
    add("F19", "queues deleted", StoreFaults::unqueue);
    add("F20", "SIGKILL a node of the cluster", StoreFaults.cluster("kill"));
    add("F21", "a node of the cluster paused", StoreFaults.cluster("pause"));
    add("F22", "a node cut off from the others", StoreFaults.cluster("partition"));
    add("F23", "all nodes restarted", StoreFaults.cluster("restart"));
  }

  private Arsenal() {}

  private static void add(String code, String name, Fault fault) {
    ALL.put(code, new Weapon(code, name, fault, ""));
  }

  /** What the dice choose from: what destroys data, or takes too long, needs to be asked for. */
  static List<Weapon> usual(Options.Length length) {
    return ALL.values().stream()
        .filter(weapon -> !ASKED_FOR.contains(weapon.code()))
        .filter(weapon -> length != Options.Length.SHORT || !LONG_ONES.contains(weapon.code()))
        .toList();
  }

  /** By its number; with a colon, only against targets whose name contains what follows. */
  static Weapon of(String asked) {
    var parts = asked.split(":", 2);
    var found = ALL.get(parts[0]);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no fault \"" + asked + "\"; there are " + ALL.keySet());
    }
    return new Weapon(found.code(), found.name(), found.fault(), parts.length > 1 ? parts[1] : "");
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
