package io.wabridge.sandbox;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks in order, without occupying a thread while it is idle. */
public final class SerialExecutor {
  private static final Logger log = LoggerFactory.getLogger(SerialExecutor.class);

  private final Executor executor;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  public SerialExecutor(Executor executor) {
    this.executor = executor;
  }

  public void submit(Runnable task) {
    waiting.add(task);
    if (pending.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    do {
      Runnable task = waiting.poll();
      try {
        if (task != null) {
          task.run();
        }
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).log("a task of the sandbox failed");
      }
    } while (pending.decrementAndGet() > 0);
  }
}
