package io.wabridge.suite.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The processor time of some processes' threads, by thread name without numbers. */
final class Threads {

  private static final long TICK_MS = 10;

  private Threads() {}

  static Map<String, Long> usedMs(Collection<Long> pids) {
    var used = new HashMap<String, Long>();
    for (var pid : pids) {
      try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
        for (var task : tasks) {
          add(task, used);
        }
      } catch (IOException e) {
        // it has exited
      }
    }
    return used;
  }

  /**
   * The processor time of these JVMs' JIT compilers; a large part means that the warm-up was too
   * short.
   */
  static long compilersMs(Collection<Long> pids) {
    return usedMs(pids).entrySet().stream()
        .filter(thread -> thread.getKey().startsWith("CN Compiler"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static void add(Path task, Map<String, Long> used) {
    try {
      var line = Files.readString(task.resolve("stat"));
      var close = line.lastIndexOf(')');
      var name = line.substring(line.indexOf('(') + 1, close).replaceAll("[0-9]+", "N");
      var rest = line.substring(close + 2).split(" ", 20);
      used.merge(name, (Long.parseLong(rest[11]) + Long.parseLong(rest[12])) * TICK_MS, Long::sum);
    } catch (IOException e) {
      // the thread has ended
    }
  }
}
