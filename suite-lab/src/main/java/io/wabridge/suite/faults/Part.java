package io.wabridge.suite.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One process of the bridge, started again a moment after it died, as Kubernetes would do it. */
final class Part {

  private static final long PAUSE_MS = 1500;

  /** How Java ends when it was told to end for want of memory. */
  private static final int OUT_OF_MEMORY = 3;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path home;
  private final Map<String, String> onlyOnce = new ConcurrentHashMap<>();
  private volatile Process process;
  private volatile boolean ended;
  private volatile int deaths;
  private volatile int outOfMemory;

  Part(String name, List<String> command, Map<String, String> environment, Path home) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.home = home;
    this.process = start();
    Thread.ofVirtual().name("keeper-" + name).start(this::keep);
  }

  private Process start() {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().putAll(onlyOnce);
    onlyOnce.clear();
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve(name + ".log").toFile()));
    try {
      var started = builder.start();
      Files.createDirectories(home.resolve("pids"));
      Files.writeString(
          home.resolve("pids").resolve(name), started.pid() + " " + birth(started.pid()) + "\n");
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /** The same figure ./bridge notes, so that it can end what a dead harness left. */
  private static String birth(long pid) throws IOException {
    var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
  }

  private void keep() {
    try {
      while (!ended) {
        var code = process.waitFor();
        if (!ended) {
          deaths++;
          outOfMemory += code == OUT_OF_MEMORY ? 1 : 0;
          Thread.sleep(PAUSE_MS);
          if (!ended) {
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

  int deaths() {
    return deaths;
  }

  /** No fault does that: it is one of the part's own. */
  int outOfMemory() {
    return outOfMemory;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** SIGKILL: it has no time for anything. */
  void kill() {
    process.destroyForcibly();
  }

  /** The next start, and only that one, gets this in its environment. */
  void once(Map<String, String> more) {
    onlyOnce.putAll(more);
  }

  void stop() throws IOException, InterruptedException {
    signal(process.pid(), "STOP");
  }

  void go() throws IOException, InterruptedException {
    signal(process.pid(), "CONT");
  }

  /** Whether the kernel says that it is stopped. */
  boolean stopped() {
    return stopped(process.pid());
  }

  static boolean stopped(long pid) {
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

  /** It may leave in peace and is not started again. */
  void end() {
    ended = true;
    process.destroy();
  }

  void endAtOnce() {
    ended = true;
    process.destroyForcibly();
  }

  void awaitEnd(long millis) throws InterruptedException {
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
