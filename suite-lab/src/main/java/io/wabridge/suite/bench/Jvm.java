package io.wabridge.suite.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of a baseline, with the same flags as the services. */
final class Jvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;

  private Jvm(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
  }

  static Jvm start(Place place, List<String> flags, Class<?> main, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(place.get("JAVA_HOME") + "/bin/java");
    command.addAll(flags);
    command.addAll(List.of("-cp", place.get("CLASSPATH_OF_LAB"), main.getName()));
    command.addAll(List.of(arguments));
    var log = place.home().resolve(main.getSimpleName() + ".log").toFile();
    var builder = new ProcessBuilder(command);
    builder.redirectError(log);
    return new Jvm(builder.start());
  }

  /**
   * The options of this process up to its class path, without those of the AOT cache, which only
   * fits the suite.
   */
  static List<String> flagsOf(long pid) throws IOException {
    var words = Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0");
    var flags = new ArrayList<String>();
    for (var i = 1; i < words.length && !words[i].equals("-cp"); i++) {
      if (!words[i].contains("AOT")) {
        flags.add(words[i]);
      }
    }
    return flags;
  }

  long pid() {
    return process.pid();
  }

  /** Writes a line to its standard input. */
  void tell(String line) throws IOException {
    in.write(line);
    in.newLine();
    in.flush();
  }

  /** Waits for the next printed line that begins with this word. */
  String await(String word) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(word)) {
        return line;
      }
    }
    throw new IOException("a baseline exited early; its log is in .bridge/bench");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(java.time.Duration.ofSeconds(10))) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
