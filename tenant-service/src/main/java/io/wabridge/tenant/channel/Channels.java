package io.wabridge.tenant.channel;

import io.wabridge.kit.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** All channels; every question names the tenant, except those of our own services. */
interface Channels extends JpaRepository<Channel, String> {

  List<Channel> findByTenantIdAndIdGreaterThanOrderById(
      String tenantId, String cursor, Limit limit);

  Optional<Channel> findByTenantIdAndId(String tenantId, String id);

  Optional<Channel> findByPhoneNumberId(String phoneNumberId);

  default Channel get(String tenantId, String id) {
    return findByTenantIdAndId(tenantId, id)
        .orElseThrow(() -> new NotFoundException("There is no channel " + id + "."));
  }
}
