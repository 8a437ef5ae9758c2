package io.wabridge.kit.client;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/** Repeats a request that records what has happened already, while the ledger is unavailable. */
final class LedgerRetry {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private LedgerRetry() {}

  static <T> T until(Duration budget, Supplier<T> request) {
    var end = System.nanoTime() + budget.toNanos();
    while (true) {
      try {
        return request.get();
      } catch (ResourceAccessException | HttpServerErrorException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        try {
          Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }
}
