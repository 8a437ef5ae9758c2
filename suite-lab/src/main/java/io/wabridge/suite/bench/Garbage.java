package io.wabridge.suite.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;

/** The garbage collections of some JVMs so far, and the heap in use after them. */
record Garbage(long collections, double seconds, double usedMb) {

  static Garbage of(Place place, Collection<Long> pids) {
    var sum = new Garbage(0, 0, 0);
    for (var pid : pids) {
      sum = sum.plus(one(place, pid));
    }
    return sum;
  }

  private static Garbage one(Place place, long pid) {
    try {
      var process =
          new ProcessBuilder(place.get("JAVA_HOME") + "/bin/jstat", "-gc", Long.toString(pid))
              .redirectErrorStream(true)
              .start();
      var lines = new String(process.getInputStream().readAllBytes()).lines().toList();
      var values = new HashMap<String, Double>();
      var names = lines.getFirst().strip().split("\\s+");
      var figures = lines.getLast().strip().split("\\s+");
      for (var i = 0; i < names.length && i < figures.length; i++) {
        values.put(
            names[i],
            figures[i].equals("-") ? 0 : Double.parseDouble(figures[i].replace(',', '.')));
      }
      var used = 0.0;
      for (var space : new String[] {"S0U", "S1U", "EU", "OU"}) {
        used += values.getOrDefault(space, 0.0);
      }
      return new Garbage(
          (long) (values.getOrDefault("YGC", 0.0) + values.getOrDefault("FGC", 0.0)),
          values.getOrDefault("GCT", 0.0),
          used / 1024);
    } catch (IOException | NumberFormatException e) {
      return new Garbage(0, 0, 0); // jstat failed: the table shows zeros
    }
  }

  private Garbage plus(Garbage other) {
    return new Garbage(
        collections + other.collections, seconds + other.seconds, usedMb + other.usedMb);
  }

  /** The sum of both; the later heap in use. */
  Garbage then(Garbage later) {
    return new Garbage(collections + later.collections, seconds + later.seconds, later.usedMb);
  }

  Garbage since(Garbage before) {
    return new Garbage(collections - before.collections, seconds - before.seconds, usedMb);
  }
}
