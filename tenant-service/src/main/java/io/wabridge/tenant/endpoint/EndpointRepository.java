package io.wabridge.tenant.endpoint;

import io.wabridge.kit.NotFoundException;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.NoRepositoryBean;

/** The endpoints of one side; every query has the tenant, except those of internal services. */
@NoRepositoryBean
interface EndpointRepository<E extends StoredEndpoint> extends JpaRepository<E, String> {

  List<E> findByTenantIdAndIdGreaterThanOrderById(String tenantId, String cursor, Limit limit);

  Optional<E> findByTenantIdAndId(String tenantId, String id);

  /** Locks the row: what is checked against it must still hold at the commit. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  Optional<E> findLockedByTenantIdAndId(String tenantId, String id);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  Optional<E> findLockedById(String id);

  Optional<E> findByKindAndExternalId(String kind, String externalId);

  /** The term for an endpoint of this side, for error texts. */
  String noun();

  default E get(String tenantId, String id) {
    return findByTenantIdAndId(tenantId, id).orElseThrow(() -> missing(id));
  }

  default E locked(String tenantId, String id) {
    return findLockedByTenantIdAndId(tenantId, id).orElseThrow(() -> missing(id));
  }

  default E get(String id) {
    return findById(id).orElseThrow(() -> missing(id));
  }

  default E locked(String id) {
    return findLockedById(id).orElseThrow(() -> missing(id));
  }

  default E byExternalId(String kind, String externalId) {
    return findByKindAndExternalId(kind, externalId)
        .orElseThrow(() ->
            new NotFoundException(
                "No " + noun() + " of the kind " + kind + " has the id " + externalId + "."));
  }

  private NotFoundException missing(String id) {
    return new NotFoundException("There is no " + noun() + " " + id + ".");
  }
}
