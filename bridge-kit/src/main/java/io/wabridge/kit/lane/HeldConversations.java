package io.wabridge.kit.lane;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Caches which conversations of one lane are held. The cache is valid while this reader is the
 * lane's only active consumer. After a silence of the lane, another reader may have been active, so
 * the ledger is asked again.
 */
final class HeldConversations {

  private static final long SILENCE = Duration.ofSeconds(1).toNanos();

  private final Holding holding;
  private final String reader;
  private final int lane;
  private final int lanes;
  private final Map<String, Long> since = new ConcurrentHashMap<>();
  private final ReentrantLock refreshLock = new ReentrantLock();
  private volatile boolean current;
  private long lastDelivery = System.nanoTime();

  HeldConversations(Holding holding, String reader, int lane, int lanes) {
    this.holding = holding;
    this.reader = reader;
    this.lane = lane;
    this.lanes = lanes;
  }

  /** Called for every envelope, in the order of the lane. */
  void delivered() {
    var now = System.nanoTime();
    if (now - lastDelivery > SILENCE) {
      current = false;
    }
    lastDelivery = now;
  }

  boolean contains(String conversation) {
    if (!current) {
      refresh();
    }
    return since.containsKey(conversation);
  }

  private void refresh() {
    refreshLock.lock();
    try {
      if (current) {
        return;
      }
      var asked = System.nanoTime();
      var held = holding.conversations(reader, lane, lanes);
      since.entrySet().removeIf(known -> known.getValue() < asked);
      held.forEach(conversation -> since.putIfAbsent(conversation, asked));
      current = true;
    } finally {
      refreshLock.unlock();
    }
  }

  void add(String conversation) {
    since.put(conversation, System.nanoTime());
  }

  void remove(String conversation) {
    since.remove(conversation);
  }
}
