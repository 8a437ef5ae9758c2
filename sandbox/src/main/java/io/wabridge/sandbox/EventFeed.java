package io.wabridge.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** An ordered list of events: keeps the newest, counts all, and lets a reader wait for more. */
public final class EventFeed<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final ArrayDeque<T> items = new ArrayDeque<>();
  private final int cap;
  private long total;

  public EventFeed(int cap) {
    this.cap = cap;
  }

  public void add(T item) {
    lock.lock();
    try {
      items.addLast(item);
      if (items.size() > cap) {
        items.removeFirst();
      }
      total++;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public List<T> all() {
    lock.lock();
    try {
      return new ArrayList<>(items);
    } finally {
      lock.unlock();
    }
  }

  public long total() {
    lock.lock();
    try {
      return total;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until at least so many events were ever added; returns the count reached. */
  public long await(long atLeast, long timeoutMs) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    lock.lock();
    try {
      while (total < atLeast && left > 0) {
        left = grown.awaitNanos(left);
      }
      return total;
    } finally {
      lock.unlock();
    }
  }

  public void clear() {
    lock.lock();
    try {
      items.clear();
      total = 0;
    } finally {
      lock.unlock();
    }
  }
}
