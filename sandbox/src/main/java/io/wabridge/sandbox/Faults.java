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

  /** Applies to a share of the requests, of all callers or one, until its time is over. */
  private record Spell(Fault fault, @Nullable String caller, double share, long untilNanos) {
    boolean over() {
      return System.nanoTime() - untilNanos > 0;
    }

    boolean concerns(String operation, @Nullable String from) {
      return (fault.operation().equals(operation) || fault.operation().equals("*"))
          && (caller == null || caller.equals(from));
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

  /** Without a caller it applies to the requests of all. */
  public void spell(Fault fault, @Nullable String caller, double share, Duration length) {
    spells.add(new Spell(fault, caller, share, System.nanoTime() + length.toNanos()));
  }

  @Nullable Fault next(String operation, @Nullable String caller) {
    Fault fault = planned(operation);
    if (fault == null) {
      fault = planned("*");
    }
    if (fault == null) {
      fault = spell(operation, caller);
    }
    if (fault != null) {
      occurred(operation, fault.kind());
    }
    return fault;
  }

  private @Nullable Fault planned(String operation) {
    Queue<Fault> queue = planned.get(operation);
    return queue == null ? null : queue.poll();
  }

  private @Nullable Fault spell(String operation, @Nullable String caller) {
    for (Spell spell : spells) {
      if (spell.over()) {
        spells.remove(spell);
      } else if (spell.concerns(operation, caller)
          && ThreadLocalRandom.current().nextDouble() < spell.share()) {
        return spell.fault();
      }
    }
    return null;
  }

  /** Counts a fault that was applied. */
  public void occurred(String operation, String kind) {
    happened.computeIfAbsent(operation + " " + kind, name -> new LongAdder()).increment();
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
