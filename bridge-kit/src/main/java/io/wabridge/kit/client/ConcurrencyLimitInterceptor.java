package io.wabridge.kit.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Asks a memory so many questions at a time and no more: after an outage a thousand conversations
 * want to go on at once, and a memory that drowns answers nobody. Who waits, waits here.
 */
final class ConcurrencyLimitInterceptor implements ClientHttpRequestInterceptor {

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Semaphore free;

  ConcurrencyLimitInterceptor(int calls) {
    this.free = new Semaphore(calls, true);
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    try {
      if (!free.tryAcquire(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("it has been busy with others for " + LONGEST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    try {
      return execution.execute(request, body);
    } finally {
      free.release();
    }
  }
}
