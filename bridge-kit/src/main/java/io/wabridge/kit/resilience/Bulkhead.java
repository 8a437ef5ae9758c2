package io.wabridge.kit.resilience;

import io.wabridge.model.connector.Limits;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Limits concurrent calls; files may use only a part, so that texts are not blocked. */
final class Bulkhead {

  private final Semaphore all;
  private final Semaphore files;

  Bulkhead(Limits limits, ResilienceProperties properties) {
    all = new Semaphore(or(limits.concurrentCalls(), properties.concurrentCalls()));
    files = new Semaphore(or(limits.concurrentFiles(), properties.concurrentFiles()));
  }

  private static int or(@Nullable Integer limit, int otherwise) {
    return limit == null ? otherwise : limit;
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
