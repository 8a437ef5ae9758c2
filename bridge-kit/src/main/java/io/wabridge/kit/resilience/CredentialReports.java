package io.wabridge.kit.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.client.Tenants;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to tenant-service when all credentials of an endpoint are refused, and when one is
 * accepted again, so that the endpoint is shown as failing with the cause. Only changes are
 * reported, and no call waits for that.
 */
final class CredentialReports {

  private static final Logger log = LoggerFactory.getLogger(CredentialReports.class);

  /** Afterwards the same state is reported once more. */
  private static final Duration REPORTED_FOR = Duration.ofHours(1);

  private final Tenants tenants;
  private final Cache<String, Boolean> accepted =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(REPORTED_FOR).build();

  CredentialReports(Tenants tenants) {
    this.tenants = tenants;
  }

  void accepted(Endpoint endpoint) {
    change(endpoint, true, null);
  }

  /** All credentials of the endpoint are refused. */
  void refused(Endpoint endpoint, String cause) {
    change(endpoint, false, cause);
  }

  private void change(Endpoint endpoint, boolean now, @Nullable String cause) {
    var id = endpoint.endpointId();
    Boolean before = accepted.getIfPresent(id);
    if (before != null && before == now) {
      return;
    }
    accepted.put(id, now);
    Thread.ofVirtual().name("credential-report").start(() -> report(endpoint, cause));
  }

  private void report(Endpoint endpoint, @Nullable String cause) {
    var id = endpoint.endpointId();
    try {
      switch (endpoint) {
        case Channel _ -> tenants.channels().reportCredentials(id, cause);
        case Desk _ -> tenants.desks().reportCredentials(id, cause);
      }
    } catch (RuntimeException e) {
      accepted.invalidate(id); // the next outcome is reported
      log.atWarn()
          .addKeyValue("endpoint", id)
          .log("the state of the credentials could not be reported: {}", e.getMessage());
    }
  }
}
