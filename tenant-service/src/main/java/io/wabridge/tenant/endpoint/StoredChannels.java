package io.wabridge.tenant.endpoint;

import java.util.List;

/** All channels. */
interface StoredChannels extends EndpointRepository<StoredChannel> {

  List<StoredChannel> findByDeskIdOrderById(String deskId);

  List<StoredChannel> findByTenantIdAndRoutingIsNotNullOrderById(String tenantId);

  List<StoredChannel> findByTenantIdAndKind(String tenantId, String kind);

  @Override
  default String noun() {
    return "channel";
  }
}
