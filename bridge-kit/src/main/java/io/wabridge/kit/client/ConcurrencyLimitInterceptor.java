package io.wabridge.kit.client;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Limits the concurrent requests to a core service: after an outage a thousand conversations
 * continue at once, and an overloaded service answers none of them. Further requests wait here.
 */
final class ConcurrencyLimitInterceptor implements ClientHttpRequestInterceptor {

  private final Bulkhead bulkhead;

  ConcurrencyLimitInterceptor(int calls, Duration maxWait) {
    this.bulkhead =
        Bulkhead.of(
            "core-service",
            BulkheadConfig.custom()
                .maxConcurrentCalls(calls)
                .maxWaitDuration(maxWait)
                .fairCallHandlingStrategyEnabled(true)
                .build());
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    if (!bulkhead.tryAcquirePermission()) {
      throw new IOException("too many requests to this service are in progress");
    }
    try {
      return execution.execute(request, body);
    } finally {
      bulkhead.onComplete();
    }
  }
}
