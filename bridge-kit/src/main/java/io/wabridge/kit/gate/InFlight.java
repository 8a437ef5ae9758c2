package io.wabridge.kit.gate;

import java.util.concurrent.Semaphore;

/** How many calls run at once; files have a part of it, so that texts always find room. */
final class InFlight {

  private final Semaphore all;
  private final Semaphore files;

  InFlight(GateProperties properties) {
    all = new Semaphore(properties.inFlight());
    files = new Semaphore(properties.filesInFlight());
  }

  boolean enter(boolean file) {
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

  void leave(boolean file) {
    all.release();
    if (file) {
      files.release();
    }
  }
}
