package io.wabridge.suite.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** An endurance run: checks whether memory grows under load over many minutes. */
final class Soak {

  private static final int SAMPLE_MS = 15_000;
  private static final int PARTS = 6;

  private final Place place;
  private final Collection<Long> services;
  private final Consumer<String> say;

  Soak(Place place, Collection<Long> services, Consumer<String> say) {
    this.place = place;
    this.services = services;
    this.say = say;
  }

  /** The lowest heap in use and the highest resident memory, in each sixth of the time. */
  record Memory(List<Double> leastHeapMb, List<Long> residentMb) {

    /** The growth from the second to the last sixth; the first still fills caches. */
    double growth() {
      return leastHeapMb.size() < 3
          ? 0
          : leastHeapMb.getLast() / Math.max(1, leastHeapMb.get(1)) - 1;
    }
  }

  Memory watch(Runnable load) throws InterruptedException {
    var heap = new ArrayList<Double>();
    var resident = new ArrayList<Long>();
    try (var runner = Executors.newSingleThreadExecutor()) {
      var running = runner.submit(load);
      while (!running.isDone()) {
        Thread.sleep(SAMPLE_MS);
        heap.add(Garbage.of(place, services).usedMb());
        resident.add(Processor.residentMb(services));
      }
    }
    var memory = new Memory(least(heap), most(resident));
    say.accept(
        "  lowest heap in use, MB: %s; highest resident, MB: %s; lowest heap grew by %.0f %%"
            .formatted(
                memory.leastHeapMb().stream().map("%.0f"::formatted).toList(),
                memory.residentMb(),
                100 * memory.growth()));
    return memory;
  }

  static List<Double> least(List<Double> samples) {
    return parts(samples).stream()
        .map(part -> part.stream().mapToDouble(mb -> mb).min().orElse(0))
        .toList();
  }

  private static List<Long> most(List<Long> samples) {
    return parts(samples).stream()
        .map(part -> part.stream().mapToLong(mb -> mb).max().orElse(0))
        .toList();
  }

  private static <T> List<List<T>> parts(List<T> samples) {
    var parts = new ArrayList<List<T>>();
    for (var i = 0; i < PARTS; i++) {
      var part = samples.subList(i * samples.size() / PARTS, (i + 1) * samples.size() / PARTS);
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }
}
