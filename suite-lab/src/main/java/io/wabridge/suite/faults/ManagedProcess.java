package io.wabridge.suite.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A process that is restarted shortly after it exits, like in Kubernetes. */
final class ManagedProcess {

  private static final long PAUSE_MS = 1500;

  /** Java's exit code with {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path home;
  private final Map<String, String> nextEnvironment = new ConcurrentHashMap<>();
  private volatile Process process;
  private volatile boolean stopping;
  private volatile int exits;
  private volatile int outOfMemory;

  ManagedProcess(String name, List<String> command, Map<String, String> environment, Path home) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.home = home;
    this.process = start();
    Thread.ofVirtual().name("supervisor-" + name).start(this::supervise);
  }

  private Process start() {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().putAll(nextEnvironment);
    nextEnvironment.clear();
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve(name + ".log").toFile()));
    try {
      var started = builder.start();
      Files.createDirectories(home.resolve("pids"));
      Files.writeString(
          home.resolve("pids").resolve(name),
          started.pid() + " " + startTime(started.pid()) + "\n");
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /** The start time in the format of ./bridge, which uses it to stop processes of a killed run. */
  private static String startTime(long pid) throws IOException {
    var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
  }

  private void supervise() {
    try {
      while (!stopping) {
        var code = process.waitFor();
        if (!stopping) {
          exits++;
          outOfMemory += code == OUT_OF_MEMORY ? 1 : 0;
          Thread.sleep(PAUSE_MS);
          if (!stopping) {
            process = start();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String name() {
    return name;
  }

  int exits() {
    return exits;
  }

  /** How often it ran out of memory, which no fault causes. */
  int outOfMemory() {
    return outOfMemory;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Sends SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** Adds these variables to the environment of the next start only. */
  void onNextStart(Map<String, String> more) {
    nextEnvironment.putAll(more);
  }

  void pause() throws IOException, InterruptedException {
    signal(process.pid(), "STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal(process.pid(), "CONT");
  }

  /** Whether the kernel reports it as stopped. */
  boolean paused() {
    return paused(process.pid());
  }

  static boolean paused(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return false;
    }
  }

  static void signal(long pid, String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }

  /** Stops it with SIGTERM; it is not restarted. */
  void stop() {
    stopping = true;
    process.destroy();
  }

  void stopNow() {
    stopping = true;
    process.destroyForcibly();
  }

  void awaitExit(long millis) throws InterruptedException {
    if (!process.waitFor(java.time.Duration.ofMillis(millis))) {
      process.destroyForcibly();
    }
    try {
      Files.deleteIfExists(home.resolve("pids").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
