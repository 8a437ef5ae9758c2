package io.wabridge.tenant.desk;

import io.wabridge.kit.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** All desks; every question names the tenant, except those of our own services. */
interface Desks extends JpaRepository<Desk, String> {

  List<Desk> findByTenantIdAndIdGreaterThanOrderById(String tenantId, String cursor, Limit limit);

  Optional<Desk> findByTenantIdAndId(String tenantId, String id);

  Optional<Desk> findByIntegrationId(String integrationId);

  boolean existsByTenantIdAndId(String tenantId, String id);

  default Desk get(String tenantId, String id) {
    return findByTenantIdAndId(tenantId, id)
        .orElseThrow(() -> new NotFoundException("There is no desk " + id + "."));
  }
}
