package io.wabridge.kit.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Limits;
import java.time.Duration;

/** The guards of all endpoints. An endpoint whose limits change gets a new one. */
public final class EndpointGuards {

  private record Key(String endpoint, Limits limits) {}

  private final ResilienceProperties properties;
  private final GuardMeters meters;
  private final CredentialReports credentialReports;
  private final Cache<Key, EndpointGuard> guards;

  EndpointGuards(
      ResilienceProperties properties, GuardMeters meters, CredentialReports credentialReports) {
    this.properties = properties;
    this.meters = meters;
    this.credentialReports = credentialReports;
    this.guards =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofHours(1))
            .<Key, EndpointGuard>evictionListener((_, guard, _) -> meters.unregister(guard))
            .build();
  }

  EndpointGuard of(Endpoint endpoint, Connector connector) {
    var limits =
        endpoint.limits().or(properties.limits(endpoint.kind())).or(connector.info().limits());
    return guards.get(
        new Key(endpoint.endpointId(), limits),
        key -> {
          var guard = new EndpointGuard(key.endpoint(), key.limits(), properties);
          meters.register(endpoint, guard);
          return guard;
        });
  }

  CredentialReports credentialReports() {
    return credentialReports;
  }

  GuardMeters meters() {
    return meters;
  }
}
