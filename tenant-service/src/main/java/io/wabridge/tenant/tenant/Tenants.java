package io.wabridge.tenant.tenant;

import io.wabridge.kit.NotFoundException;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** All tenants. */
public interface Tenants extends JpaRepository<Tenant, String> {

  List<Tenant> findByIdGreaterThanOrderById(String cursor, Limit limit);

  boolean existsByName(String name);

  default Tenant get(String id) {
    return findById(id).orElseThrow(() -> new NotFoundException("There is no tenant " + id + "."));
  }
}
