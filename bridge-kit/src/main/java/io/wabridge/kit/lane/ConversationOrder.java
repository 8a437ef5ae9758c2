package io.wabridge.kit.lane;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks with the same key in order and all others concurrently, on virtual threads. */
final class ConversationOrder {

  private static final Logger log = LoggerFactory.getLogger(ConversationOrder.class);
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final String name;

  ConversationOrder(String name) {
    this.name = name;
  }

  void run(String key, Runnable task) {
    lock.lock();
    try {
      var behind = waiting.get(key);
      if (behind != null) {
        behind.add(task);
        return;
      }
      waiting.put(key, new ArrayDeque<>());
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name(name).start(() -> drain(key, task));
  }

  /** Whether a task with this key is running or queued. */
  boolean busy(String key) {
    lock.lock();
    try {
      return waiting.containsKey(key);
    } finally {
      lock.unlock();
    }
  }

  private void drain(String key, Runnable first) {
    for (var task = first; task != null; task = next(key)) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        log.atError().setCause(e).log("{}: a task failed; continuing with the next", name);
      }
    }
  }

  private @Nullable Runnable next(String key) {
    lock.lock();
    try {
      var behind = waiting.get(key);
      var task = behind == null ? null : behind.poll();
      if (task == null) {
        waiting.remove(key);
        idle.signalAll();
      }
      return task;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no task runs any more, up to this time. */
  void awaitIdle(long nanos) throws InterruptedException {
    lock.lock();
    try {
      var left = nanos;
      while (!waiting.isEmpty() && left > 0) {
        left = idle.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
