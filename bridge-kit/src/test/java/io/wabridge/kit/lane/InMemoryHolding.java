package io.wabridge.kit.lane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stores held envelopes like state-manager, but in memory; a test may make it unavailable. */
final class InMemoryHolding implements Holding {

  private final Map<String, List<Held>> held = new LinkedHashMap<>();
  private final Map<Held, Instant> since = new LinkedHashMap<>();
  final List<Again> rescheduled = new CopyOnWriteArrayList<>();
  final AtomicInteger asked = new AtomicInteger();
  volatile boolean away;

  @Override
  public synchronized void hold(Held one) {
    here();
    var conversation = held.computeIfAbsent(one.conversation(), _ -> new ArrayList<>());
    if (conversation.stream().noneMatch(o -> o.idempotencyKey().equals(one.idempotencyKey()))) {
      conversation.add(one);
      since.put(one, Instant.now());
    }
  }

  @Override
  public synchronized List<String> conversations(String reader, int lane, int lanes) {
    here();
    asked.incrementAndGet();
    return held.values().stream()
        .map(List::getFirst)
        .filter(first -> first.hash() % lanes == lane)
        .map(Held::conversation)
        .toList();
  }

  @Override
  public synchronized List<Waiting> waiting(String reader, String conversation) {
    here();
    return held.getOrDefault(conversation, List.of()).stream()
        .limit(2)
        .map(one ->
            new Waiting(
                position(one), one.contract(), one.envelope(), one.attempts(), since.get(one)))
        .toList();
  }

  private long position(Held one) {
    return new ArrayList<>(since.keySet()).indexOf(one);
  }

  @Override
  public synchronized Boolean released(Released released) {
    here();
    var conversation = held.get(released.conversation());
    conversation.removeIf(one -> position(one) == released.position());
    if (conversation.isEmpty()) {
      held.remove(released.conversation());
    }
    return held.containsKey(released.conversation());
  }

  @Override
  public synchronized void again(Again again) {
    here();
    rescheduled.add(again);
  }

  synchronized List<Held> all() {
    return held.values().stream().flatMap(List::stream).toList();
  }

  synchronized int count(String conversation) {
    return held.getOrDefault(conversation, List.of()).size();
  }

  synchronized @Nullable Held first(String conversation) {
    var all = held.get(conversation);
    return all == null ? null : all.getFirst();
  }

  private void here() {
    if (away) {
      throw new IllegalStateException("the ledger is unavailable");
    }
  }
}
