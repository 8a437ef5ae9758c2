package io.wabridge.sandbox;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A map that drops its oldest entries, so that a long load test does not exhaust the heap. */
public final class BoundedMap<K, V> {
  private final Map<K, V> entries = new ConcurrentHashMap<>();
  private final Queue<K> order = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final int cap;
  private final Consumer<V> forgotten;

  public BoundedMap(int cap) {
    this(cap, value -> {});
  }

  public BoundedMap(int cap, Consumer<V> forgotten) {
    this.cap = cap;
    this.forgotten = forgotten;
  }

  public void put(K key, V value) {
    if (entries.put(key, value) != null) {
      return;
    }
    order.add(key);
    if (size.incrementAndGet() > cap) {
      K oldest = order.poll();
      size.decrementAndGet();
      V gone = oldest == null ? null : entries.remove(oldest);
      if (gone != null) {
        forgotten.accept(gone);
      }
    }
  }

  public @Nullable V get(@Nullable K key) {
    return key == null ? null : entries.get(key);
  }

  public Collection<V> values() {
    return entries.values();
  }

  public void clear() {
    entries.values().forEach(forgotten);
    entries.clear();
    order.clear();
    size.set(0);
  }
}
