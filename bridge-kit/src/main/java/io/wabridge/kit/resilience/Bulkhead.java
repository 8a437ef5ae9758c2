package io.wabridge.kit.resilience;

import java.util.concurrent.Semaphore;

/** How many calls run at once; files have a part of it, so that texts always find room. */
final class Bulkhead {

  private final Semaphore all;
  private final Semaphore files;

  Bulkhead(ResilienceProperties properties) {
    all = new Semaphore(properties.inFlight());
    files = new Semaphore(properties.filesInFlight());
  }

  boolean tryAcquire(boolean file) {
    if (file && !files.tryAcquire()) {
      return false;
    }
    if (!all.tryAcquire()) {
      if (file) {
        files.release();
      }
      return false;
    }
    return true;
  }

  void release(boolean file) {
    all.release();
    if (file) {
      files.release();
    }
  }
}
