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
 * Limits the concurrent calls to a core service. After an outage a thousand conversations continue
 * at once, and an overloaded service answers none of them. Further callers wait here.
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
        throw new IOException("no free call slot within " + LONGEST);
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
