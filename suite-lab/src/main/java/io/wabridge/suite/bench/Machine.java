package io.wabridge.suite.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that the figures were measured on. */
record Machine(int processors, String model, long memoryMb, String kernel, String load) {

  static Machine now() throws IOException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        value("/proc/cpuinfo", "model name"),
        Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024,
        System.getProperty("os.version"),
        Files.readString(Path.of("/proc/loadavg")).strip());
  }

  private static String value(String file, String name) throws IOException {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("0");
    }
  }
}
