package io.wabridge.auth;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time per key: whoever comes while a token is being fetched waits for that one. */
final class SingleFlight {

  private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  <T> T run(String key, Callable<T> call) throws Exception {
    var lock = locks.computeIfAbsent(key, _ -> new ReentrantLock());
    lock.lock();
    try {
      return call.call();
    } finally {
      lock.unlock();
    }
  }
}
