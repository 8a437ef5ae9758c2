package io.wabridge.kit.client;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.PostExchange;

/** Deletes what a service has of a tenant that does not exist any more. */
public interface TenantDeletion {

  /** May be called again. Throws a RestClientException if the service did not take it. */
  @PostExchange("/internal/tenants/{tenant}/deletion")
  void delete(@PathVariable String tenant);
}
