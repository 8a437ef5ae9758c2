package io.wabridge.kit.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.client.EndpointSetup;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/**
 * Tells tenant-service that an endpoint's product called: at most twice a minute for each endpoint,
 * beside the webhook, which is neither delayed nor refused for it.
 */
public final class HeardReports {

  private static final Logger log = LoggerFactory.getLogger(HeardReports.class);

  private final EndpointSetup setup;
  private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Cache<String, Boolean> lately =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(30)).build();

  HeardReports(EndpointSetup setup) {
    this.setup = setup;
  }

  void heard(Endpoint endpoint) {
    if (lately.asMap().putIfAbsent(endpoint.endpointId(), Boolean.TRUE) == null) {
      executor.execute(() -> report(endpoint));
    }
  }

  private void report(Endpoint endpoint) {
    try {
      setup.heard(EndpointSetup.side(endpoint), endpoint.endpointId());
    } catch (RestClientException e) {
      lately.invalidate(endpoint.endpointId());
      log.atDebug()
          .addKeyValue("endpoint", endpoint.endpointId())
          .log("tenant-service does not know that a webhook arrived: {}", e.getMessage());
    }
  }
}
