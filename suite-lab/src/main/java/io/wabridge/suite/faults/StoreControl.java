package io.wabridge.suite.faults;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kills, stops and restarts the stores that ./bridge started, by the pids in its files. */
final class StoreControl {

  private static final Map<String, String> PORTS =
      Map.of(
          "rabbitmq", "RABBITMQ_PORT",
          "postgres", "POSTGRES_PORT",
          "redis", "REDIS_PORT",
          "s3", "S3_PORT");

  private final Place place;

  StoreControl(Place place) {
    this.place = place;
  }

  /** The store's process and all its descendants; PostgreSQL has many. */
  List<ProcessHandle> processes(String store) throws IOException {
    var all = new ArrayList<ProcessHandle>();
    var noted = Files.readString(place.home().resolve("pids").resolve(store)).split(" ", 2)[0];
    ProcessHandle.of(Long.parseLong(noted))
        .ifPresent(root -> {
          all.add(root);
          root.descendants().forEach(all::add);
        });
    if (store.equals("rabbitmq")) {
      var erlang = Files.readString(place.home().resolve("rabbitmq/pid")).strip();
      ProcessHandle.of(Long.parseLong(erlang))
          .filter(one -> !all.contains(one))
          .ifPresent(all::add);
    }
    return all;
  }

  /** Sends SIGKILL to all its processes, the parent first. Returns whether they have exited. */
  boolean kill(String store) throws IOException, InterruptedException {
    var processes = processes(store);
    processes.forEach(ProcessHandle::destroyForcibly);
    for (var tries = 0; tries < 50; tries++) {
      if (processes.stream().noneMatch(StoreControl::runs) && !listens(store)) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  /** A zombie counts as exited. */
  private static boolean runs(ProcessHandle process) {
    try {
      var stat = Files.readString(java.nio.file.Path.of("/proc/" + process.pid() + "/stat"));
      var state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException e) {
      return false;
    }
  }

  boolean listens(String store) {
    try (var socket = new Socket()) {
      var port = place.port(java.util.Objects.requireNonNull(PORTS.get(store)));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts the stores that do not run, and waits for them. */
  void up() throws IOException, InterruptedException {
    bridge("stores", "up");
  }

  /** Runs a command of ./bridge; returns its last line. */
  String bridge(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(words));
    command.addFirst(place.root().resolve("bridge").toString());
    return run(new ProcessBuilder(command));
  }

  /** Runs the cluster's fault script; returns its last line. */
  String cluster(String what) throws IOException, InterruptedException {
    return run(new ProcessBuilder(place.get("BRIDGE_CLUSTER_HAND"), what));
  }

  /** Runs rabbitmqctl against this installation's broker. */
  void rabbitmqctl(List<String> words) throws IOException, InterruptedException {
    var command = new ArrayList<>(words);
    var node = "wabridge" + place.get("BRIDGE_PORT") + "@localhost";
    command.addAll(0, List.of(place.get("RABBITMQ_BIN") + "/rabbitmqctl", "-n", node));
    var builder = new ProcessBuilder(command);
    builder.environment().put("HOME", place.home().resolve("rabbitmq/home").toString());
    builder.environment().put("ERL_EPMD_PORT", place.get("RABBITMQ_EPMD_PORT"));
    builder.environment().put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
    run(builder);
  }

  private String run(ProcessBuilder builder) throws IOException, InterruptedException {
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    Files.writeString(
        place.home().resolve("stores.log"),
        said + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    var code = process.waitFor();
    if (code != 0) {
      throw new IOException(builder.command() + " exited with " + code + ", see stores.log");
    }
    return said.substring(said.lastIndexOf('\n') + 1);
  }
}
