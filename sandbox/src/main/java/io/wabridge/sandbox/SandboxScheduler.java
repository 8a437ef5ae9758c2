package io.wabridge.sandbox;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs tasks concurrently on their own threads, now or later. */
public final class SandboxScheduler implements AutoCloseable {
  private final ExecutorService now = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("sandbox-timeline").unstarted(task));

  public Executor now() {
    return now;
  }

  public void after(long millis, Runnable task) {
    if (millis <= 0) {
      task.run();
    } else if (!later.isShutdown()) {
      later.schedule(() -> now.execute(task), millis, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    later.shutdownNow();
    now.shutdownNow();
  }
}
