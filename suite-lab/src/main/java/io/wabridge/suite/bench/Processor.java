package io.wabridge.suite.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The processor time of each group of processes, from /proc: a leader with all its descendants,
 * including those that have exited.
 */
final class Processor {

  /** Linux reports processor time in hundredths of a second. */
  private static final long TICK_MS = 10;

  private record Stat(long pid, long parent, long own, long ended) {}

  private final Map<Group, List<Long>> leaders = new EnumMap<>(Group.class);

  void watch(Group group, Collection<Long> pids) {
    leaders.put(group, List.copyOf(pids));
  }

  List<Long> leaders(Group group) {
    return leaders.getOrDefault(group, List.of());
  }

  Map<Group, Long> usedMs() {
    var stats = stats();
    var children = new HashMap<Long, List<Stat>>();
    for (var stat : stats.values()) {
      children.computeIfAbsent(stat.parent(), p -> new ArrayList<>()).add(stat);
    }
    var used = new EnumMap<Group, Long>(Group.class);
    leaders.forEach((group, pids) -> {
      var ticks = 0L;
      for (var pid : pids) {
        ticks += group == Group.LOAD ? alone(stats.get(pid)) : below(stats.get(pid), children);
      }
      used.put(group, ticks * TICK_MS);
    });
    return used;
  }

  /** The process alone: the load generator's children, the baselines, are a separate group. */
  private static long alone(@Nullable Stat stat) {
    return stat == null ? 0 : stat.own();
  }

  private static long below(@Nullable Stat stat, Map<Long, List<Stat>> children) {
    if (stat == null) {
      return 0;
    }
    var ticks = stat.own() + stat.ended();
    for (var child : children.getOrDefault(stat.pid(), List.of())) {
      ticks += below(child, children);
    }
    return ticks;
  }

  private static Map<Long, Stat> stats() {
    var stats = new HashMap<Long, Stat>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : all) {
        var stat = read(process);
        if (stat != null) {
          stats.put(stat.pid(), stat);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("/proc cannot be read", e);
    }
    return stats;
  }

  private static @Nullable Stat read(Path process) {
    try {
      var line = Files.readString(process.resolve("stat"));
      var rest = line.substring(line.lastIndexOf(')') + 2).split(" ", 20);
      return new Stat(
          Long.parseLong(process.getFileName().toString()),
          Long.parseLong(rest[1]),
          Long.parseLong(rest[11]) + Long.parseLong(rest[12]),
          Long.parseLong(rest[13]) + Long.parseLong(rest[14]));
    } catch (IOException e) {
      return null; // it has just exited
    }
  }

  /** Resident memory of these processes in MB. */
  static long residentMb(Collection<Long> pids) {
    var kb = 0L;
    for (var pid : pids) {
      try {
        for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
          if (line.startsWith("VmRSS:")) {
            kb += Long.parseLong(line.replaceAll("\\D", ""));
          }
        }
      } catch (IOException e) {
        // it has exited
      }
    }
    return kb / 1024;
  }
}
