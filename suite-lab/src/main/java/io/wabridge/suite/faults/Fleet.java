package io.wabridge.suite.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The ten services and the sandbox as processes. */
final class Fleet implements AutoCloseable {

  private final Map<Services, ManagedProcess> services = new EnumMap<>(Services.class);
  private final Place place;
  private final ManagedProcess sandbox;

  private Fleet(Place place, ManagedProcess sandbox) {
    this.place = place;
    this.sandbox = sandbox;
  }

  static Fleet start(Place place, Wiring wiring, Function<Services, Map<String, String>> more)
      throws IOException {
    try (var logs = Files.newDirectoryStream(place.home(), "*.log")) {
      for (var log : logs) {
        if (!log.getFileName().toString().matches("(rabbitmq|postgres|redis|s3|epmd).*")) {
          Files.delete(log);
        }
      }
    }
    var sandbox =
        new ManagedProcess(
            "sandbox",
            java(place, "-Xmx1g", List.of(), "io.wabridge.sandbox.Sandbox"),
            Map.of("SANDBOX_SYSTEMS_PORT", place.get("SANDBOX_API_PORT")),
            place.home());
    var fleet = new Fleet(place, sandbox);
    for (var service : Services.values()) {
      var environment = new HashMap<>(more.apply(service));
      environment.put("BRIDGE_SPOOL_DIRECTORY", place.home().resolve("spool").toString());
      fleet.services.put(
          service,
          new ManagedProcess(
              service.title(),
              java(place, memory(service), wiring.properties(service), service.mainClass()),
              environment,
              place.home()));
    }
    return fleet;
  }

  /** The gateway needs buffers for every connection and every waiting request. */
  private static String memory(Services service) {
    return service == Services.GATEWAY ? "-Xmx384m" : "-Xmx192m";
  }

  private static List<String> java(
      Place place, String memory, List<String> properties, String mainClass) {
    var command = new ArrayList<String>();
    command.add("setsid");
    command.add(place.get("JAVA_HOME") + "/bin/java");
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Xss512k",
            memory));
    command.addAll(place.words("BRIDGE_COMPILERS"));
    command.addAll(place.words("BRIDGE_REHEARSED"));
    command.addAll(properties);
    command.addAll(List.of("-cp", place.get("CLASSPATH_OF_SUITE"), mainClass));
    return command;
  }

  ManagedProcess of(Services service) {
    return java.util.Objects.requireNonNull(services.get(service));
  }

  /**
   * The processes that ran out of memory, and how often. A restarted sandbox has lost its journals.
   */
  Map<String, Integer> outOfMemory() {
    var found = new TreeMap<String, Integer>();
    Stream.concat(services.values().stream(), Stream.of(sandbox))
        .filter(process -> process.outOfMemory() > 0)
        .forEach(process -> found.put(process.name(), process.outOfMemory()));
    return found;
  }

  /**
   * Whether its health endpoint reports that it is healthy, called directly and not through a
   * proxy.
   */
  boolean healthy(Services service) {
    try {
      var port = place.port(service.portName());
      new Calls("http://127.0.0.1:" + port, null).get("/actuator/health");
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void awaitHealthy(long seconds) throws InterruptedException {
    var until = System.nanoTime() + seconds * 1_000_000_000L;
    var missing = new ArrayList<>(services.keySet());
    while (true) {
      missing.removeIf(this::healthy);
      if (missing.isEmpty()) {
        return;
      }
      if (System.nanoTime() > until) {
        throw new IllegalStateException("not healthy within " + seconds + " s: " + missing);
      }
      Thread.sleep(300);
    }
  }

  @Override
  public void close() {
    var all = new ArrayList<>(services.values());
    all.add(sandbox);
    all.forEach(ManagedProcess::stop);
    try {
      for (var process : all) {
        process.awaitExit(5000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stopNow() {
    services.values().forEach(ManagedProcess::stopNow);
    sandbox.stopNow();
  }
}
