package io.wabridge.tenant.endpoint;

import io.wabridge.kit.NotFoundException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All channels. */
interface StoredChannels extends EndpointRepository<StoredChannel> {

  List<StoredChannel> findByDeskIdOrderById(String deskId);

  List<StoredChannel> findByTenantIdAndRoutingIsNotNullOrderById(String tenantId);

  List<StoredChannel> findByTenantIdAndKind(String tenantId, String kind);

  List<StoredChannel> findByMovedAtBefore(Instant time);

  Optional<StoredChannel> findFirstByFormerKindAndFormerExternalIdOrderByMovedAtDesc(
      String kind, String externalId);

  /** A number that was moved away is still found under its former id, unless another one has it. */
  @Override
  default StoredChannel byExternalId(String kind, String externalId) {
    return findByKindAndExternalId(kind, externalId)
        .or(() -> findFirstByFormerKindAndFormerExternalIdOrderByMovedAtDesc(kind, externalId))
        .orElseThrow(() ->
            new NotFoundException(
                "No channel of the kind " + kind + " has the id " + externalId + "."));
  }

  @Override
  default String noun() {
    return "channel";
  }
}
