package io.wabridge.suite.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Runs a phase of the load and looks at everything else meanwhile. */
final class Stopwatch {

  /** What the load does for so many seconds. */
  interface Spell {
    Collection<Message> run(double seconds) throws Exception;
  }

  private static final int DRAIN_SECONDS = 30;

  private final Place place;
  private final Processor processor;

  Stopwatch(Place place, Processor processor) {
    this.place = place;
    this.processor = processor;
  }

  /**
   * @param before seconds of load before the measured ones
   * @param whose the JVMs whose memory is told
   */
  Figures measure(
      String name,
      double offered,
      int underWay,
      double before,
      double seconds,
      Judge judge,
      Group whose,
      Spell spell)
      throws Exception {
    var jvms = processor.leaders(whose);
    var garbage = Garbage.of(place, jvms);
    try (var runner = Executors.newSingleThreadExecutor()) {
      var running =
          runner.submit((Callable<Collection<Message>>) () -> spell.run(before + seconds));
      Thread.sleep((long) (before * 1000));
      var from = System.nanoTime();
      var usedBefore = processor.usedMs();
      var compilersBefore = Threads.compilersMs(jvms);
      Thread.sleep((long) (seconds * 1000) - 50);
      var to = System.nanoTime();
      var usedAfter = processor.usedMs();
      var compilers = Math.max(0, Threads.compilersMs(jvms) - compilersBefore);
      var said = new ArrayList<>(running.get());
      judge.drained(DRAIN_SECONDS);
      return Figures.of(
          name,
          offered,
          underWay,
          new Figures.Window(from, to, usedBefore, usedAfter),
          said,
          compilers,
          Processor.residentMb(jvms),
          Garbage.of(place, jvms).since(garbage));
    }
  }
}
