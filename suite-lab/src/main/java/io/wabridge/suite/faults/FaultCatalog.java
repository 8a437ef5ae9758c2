package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The faults by their code in docs/faults.md. */
final class FaultCatalog {

  /**
   * A fault with its code and name.
   *
   * @param target text that the name of a target must contain
   */
  record Entry(String code, String name, Fault fault, String target) {}

  private static final List<String> EXPLICIT_ONLY =
      List.of("F17", "F18", "F19", "F20", "F21", "F22", "F23");

  static final String BROKER_KILLED = "F1";
  static final String SHORT_REFUSAL = "F24";
  static final String LONG_REFUSAL = "F25";
  static final String LATE_FILES = "F27";

  private static final List<String> LONG =
      List.of("F4", "F10", "F13", "F15", "F16", LONG_REFUSAL, LATE_FILES);
  private static final List<String> ROUGH_WORLD =
      List.of(SHORT_REFUSAL, LONG_REFUSAL, LATE_FILES, "F26", "F28", "F29");
  private static final Map<String, Entry> ALL = new LinkedHashMap<>();

  static {
    add(BROKER_KILLED, "SIGKILL RabbitMQ", StoreFaults.kill("rabbitmq"));
    add("F2", "SIGKILL PostgreSQL", StoreFaults.kill("postgres"));
    add("F3", "SIGKILL Redis", StoreFaults.kill("redis"));
    add("F4", "SIGKILL the S3 store", StoreFaults.kill("s3"));
    add("F5", "SIGKILL a service", ServiceFaults::kill);
    add("F6", "SIGSTOP a service", ServiceFaults::stop);
    add("F7", "a line drops everything", LineFaults::blackHole);
    add("F8", "connections reset repeatedly", LineFaults::resetRepeatedly);
    add("F9", "PostgreSQL 500 ms slower", LineFaults::slowDatabase);
    add("F10", "RabbitMQ's memory alarm", StoreFaults::memoryAlarm);
    add("F11", "the desks answer 500", OutsideFaults::desk);
    add("F12", "WhatsApp answers 429", OutsideFaults::whatsapp);
    add("F13", "SIGSTOP a store", StoreFaults::stop);
    add("F14", "a line limited to 10 kB/s", LineFaults::throttle);
    add("F15", "RabbitMQ's disk alarm", StoreFaults::diskAlarm);
    add("F16", "killed at a fault point", PointFaults::kill);
    add("F17", "RabbitMQ's data deleted", StoreFaults::wipe);
    add("F18", "a line is cut", LineFaults::cut);
    add("F19", "queues deleted", StoreFaults::deleteQueues);
    add("F20", "SIGKILL a node of the cluster", StoreFaults.cluster("kill"));
    add("F21", "a node of the cluster paused", StoreFaults.cluster("pause"));
    add("F22", "a node isolated from the others", StoreFaults.cluster("partition"));
    add("F23", "all nodes restarted", StoreFaults.cluster("restart"));
    add(SHORT_REFUSAL, "credentials refused for a moment", CredentialFaults::moment);
    add(LONG_REFUSAL, "credentials refused for longer", CredentialFaults::longer);
    add("F26", "a slow file, words by another id", RoughWorldFaults::wordsUnderAnotherId);
    add(LATE_FILES, "files that come late or never", RoughWorldFaults::lateFiles);
    add("F28", "rough statuses", RoughWorldFaults::roughStatuses);
    add("F29", "statuses of another program", RoughWorldFaults::foreignStatuses);
    add("F30", "the desks answer badly", OutsideFaults::roughDesks);
  }

  private FaultCatalog() {}

  private static void add(String code, String name, Fault fault) {
    ALL.put(code, new Entry(code, name, fault, ""));
  }

  /**
   * The faults of a random choice; those that delete data or take too long must be selected with
   * {@code --only}. A quick run begins with those of a rough world, so that they are not chosen.
   */
  static List<Entry> defaults(Options.Length length) {
    return ALL.values().stream()
        .filter(entry -> !EXPLICIT_ONLY.contains(entry.code()))
        .filter(entry -> length != Options.Length.SHORT || !LONG.contains(entry.code()))
        .filter(entry -> length != Options.Length.QUICK || !isRoughWorld(entry.code()))
        .toList();
  }

  /** The faults of persons and statuses: without the refusals of credentials and the late files. */
  static List<Entry> personsAndStatuses() {
    return Stream.of("F26", "F28", "F29").map(FaultCatalog::of).toList();
  }

  static boolean isRoughWorld(String code) {
    return ROUGH_WORLD.contains(code);
  }

  /**
   * Finds a fault by its code; with a colon, it is limited to targets whose name contains the text
   * after it.
   */
  static Entry of(String asked) {
    var parts = asked.split(":", 2);
    var found = ALL.get(parts[0]);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no fault \"" + asked + "\"; there are " + ALL.keySet());
    }
    return new Entry(found.code(), found.name(), found.fault(), parts.length > 1 ? parts[1] : "");
  }

  /** A condition to poll. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  static boolean await(long seconds, Condition condition) throws InterruptedException {
    var until = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < until) {
      try {
        if (condition.holds()) {
          return true;
        }
      } catch (IOException e) {
        // not yet true
      }
      Thread.sleep(200);
    }
    return false;
  }

  static String elapsed(long nanos) {
    return "%.1f s".formatted((System.nanoTime() - nanos) / 1e9);
  }
}
