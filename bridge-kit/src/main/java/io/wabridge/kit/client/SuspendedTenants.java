package io.wabridge.kit.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.client.RestClientException;

/**
 * The tenants that are suspended. While tenant-service is unavailable those count that were
 * suspended before.
 */
public final class SuspendedTenants {

  private static final Duration FRESH_FOR = Duration.ofSeconds(5);
  private static final Duration STALE_FOR = Duration.ofHours(1);
  private static final String ACTIVE = "ACTIVE";
  private static final String ALL = "all";

  private final StaleIfErrorCache<String, Set<String>> suspended;

  SuspendedTenants(TenantDirectory directory) {
    this.suspended =
        new StaleIfErrorCache<>(
            FRESH_FOR,
            STALE_FOR,
            RestClientException.class,
            _ ->
                Optional.of(
                    directory.tenants().stream()
                        .filter(tenant -> !tenant.status().equals(ACTIVE))
                        .map(TenantDirectory.TenantEntry::id)
                        .collect(Collectors.toSet())));
  }

  public boolean contains(String tenant) {
    try {
      return suspended.get(ALL).orElse(Set.of()).contains(tenant);
    } catch (RestClientException e) {
      return false; // not known yet
    }
  }
}
