package io.wabridge.suite.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs a turn of the load and measures processor time, memory and collections meanwhile. */
final class Stopwatch {

  /** The load of a turn. */
  interface Workload {
    Collection<Message> run(double seconds) throws Exception;
  }

  private static final int DRAIN_SECONDS = 30;

  /**
   * The load runs this number of seconds longer than it is measured, so that the last second is
   * complete.
   */
  private static final double AFTER = 0.05;

  private final Place place;
  private final Processor processor;
  private @Nullable Garbage last;

  Stopwatch(Place place, Processor processor) {
    this.place = place;
    this.processor = processor;
  }

  /**
   * @param before seconds of load before the measured ones
   * @param whose the groups whose processor time counts; the first one's JVMs are also measured for
   *     memory
   */
  Figures.Turn measure(
      double before, double seconds, Judge judge, List<Group> whose, Workload workload)
      throws Exception {
    var jvms = processor.leaders(whose.getFirst());
    // the JVMs are idle between two turns, and jstat takes as long as starting a small JVM
    var garbage = last == null ? Garbage.of(place, jvms) : last;
    try (var runner = Executors.newSingleThreadExecutor()) {
      var running =
          runner.submit(
              (Callable<Collection<Message>>) () -> workload.run(before + seconds + AFTER));
      Thread.sleep((long) (before * 1000));
      var compilersBefore = Threads.compilersMs(jvms);
      var usedBefore = processor.usedMs();
      var from = System.nanoTime();
      Thread.sleep((long) (seconds * 1000));
      var to = System.nanoTime();
      var usedAfter = processor.usedMs();
      var compilers = Math.max(0, Threads.compilersMs(jvms) - compilersBefore);
      var said = new ArrayList<>(running.get());
      judge.drained(DRAIN_SECONDS);
      last = Garbage.of(place, jvms);
      return new Figures.Turn(
          new Window(from, to, usedBefore, usedAfter),
          said,
          whose,
          compilers,
          Processor.residentMb(jvms),
          last.since(garbage));
    }
  }
}
