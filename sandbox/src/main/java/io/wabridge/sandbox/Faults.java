package io.wabridge.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The planned faults: each for a number of requests, in order, or for a period. */
public final class Faults {

  /** Applies to a share of the requests until its time is over. */
  private record Spell(Fault fault, double share, long untilNanos) {
    boolean over() {
      return System.nanoTime() - untilNanos > 0;
    }
  }

  private final Map<String, Queue<Fault>> planned = new ConcurrentHashMap<>();
  private final List<Spell> spells = new CopyOnWriteArrayList<>();
  private final Map<String, LongAdder> happened = new ConcurrentHashMap<>();

  public void plan(Fault fault, int times) {
    Queue<Fault> queue =
        planned.computeIfAbsent(fault.operation(), name -> new ConcurrentLinkedQueue<>());
    for (int i = 0; i < times; i++) {
      queue.add(fault);
    }
  }

  public void spell(Fault fault, double share, Duration length) {
    spells.add(new Spell(fault, share, System.nanoTime() + length.toNanos()));
  }

  @Nullable Fault next(String operation) {
    Fault fault = planned(operation);
    if (fault == null) {
      fault = planned("*");
    }
    if (fault == null) {
      fault = spell(operation);
    }
    if (fault != null) {
      happened.computeIfAbsent(operation + " " + fault.kind(), name -> new LongAdder()).increment();
    }
    return fault;
  }

  private @Nullable Fault planned(String operation) {
    Queue<Fault> queue = planned.get(operation);
    return queue == null ? null : queue.poll();
  }

  private @Nullable Fault spell(String operation) {
    for (Spell spell : spells) {
      if (spell.over()) {
        spells.remove(spell);
      } else if ((spell.fault().operation().equals(operation)
              || spell.fault().operation().equals("*"))
          && ThreadLocalRandom.current().nextDouble() < spell.share()) {
        return spell.fault();
      }
    }
    return null;
  }

  public Map<String, Queue<Fault>> planned() {
    return planned;
  }

  /** How often each fault was applied, by operation and kind. */
  public Map<String, LongAdder> happened() {
    return happened;
  }

  public void clear() {
    planned.clear();
    spells.clear();
  }
}
