package io.wabridge.tenant.endpoint;

/** All desks. */
interface StoredDesks extends EndpointRepository<StoredDesk> {

  boolean existsByTenantIdAndId(String tenantId, String id);

  @Override
  default String noun() {
    return "desk";
  }
}
