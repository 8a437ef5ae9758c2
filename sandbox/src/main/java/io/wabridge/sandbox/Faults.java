package io.wabridge.sandbox;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The misbehaviour still to come, per operation, in the order it was asked for. */
public final class Faults {
  private final Map<String, Queue<Fault>> planned = new ConcurrentHashMap<>();

  public void plan(Fault fault, int times) {
    Queue<Fault> queue =
        planned.computeIfAbsent(fault.operation(), name -> new ConcurrentLinkedQueue<>());
    for (int i = 0; i < times; i++) {
      queue.add(fault);
    }
  }

  @Nullable Fault next(String operation) {
    if (planned.isEmpty()) {
      return null;
    }
    Queue<Fault> queue = planned.get(operation);
    Fault fault = queue == null ? null : queue.poll();
    if (fault != null) {
      return fault;
    }
    Queue<Fault> any = planned.get("*");
    return any == null ? null : any.poll();
  }

  public Map<String, Queue<Fault>> planned() {
    return planned;
  }

  public void clear() {
    planned.clear();
  }
}
