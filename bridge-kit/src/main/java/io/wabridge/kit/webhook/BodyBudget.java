package io.wabridge.kit.webhook;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all webhook bodies of a service may take at the same time. A quarter is kept for
 * small bodies, so that a few large ones do not block the usual ones.
 */
final class BodyBudget {

  /** Most webhooks are far smaller. */
  static final int SMALL = 16 * 1024;

  private final long forSmall;
  private final long forLarge;
  private final AtomicLong taken = new AtomicLong();

  BodyBudget(long bytes) {
    this.forSmall = bytes;
    this.forLarge = bytes - bytes / 4;
  }

  /** Takes this many bytes, or nothing if they are not available. */
  boolean take(int bytes) {
    var limit = bytes <= SMALL ? forSmall : forLarge;
    while (true) {
      var before = taken.get();
      if (before + bytes > limit) {
        return false;
      }
      if (taken.compareAndSet(before, before + bytes)) {
        return true;
      }
    }
  }

  void give(int bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
