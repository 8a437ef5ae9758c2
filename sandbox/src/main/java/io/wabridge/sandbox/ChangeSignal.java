package io.wabridge.sandbox;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Signals every change of a page's data, so that pages need not poll all the time. */
public final class ChangeSignal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition beaten = lock.newCondition();
  private volatile long beats;

  public void signal() {
    lock.lock();
    try {
      beats++;
      beaten.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public long count() {
    return beats;
  }

  public long awaitAfter(long seen, long timeoutMs) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    lock.lock();
    try {
      while (beats <= seen && left > 0) {
        left = beaten.awaitNanos(left);
      }
      return beats;
    } finally {
      lock.unlock();
    }
  }
}
