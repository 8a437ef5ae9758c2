package io.wabridge.tenant.tenant;

import io.wabridge.kit.NotFoundException;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

/** All tenants. */
public interface Tenants extends JpaRepository<Tenant, String> {

  List<Tenant> findByIdGreaterThanOrderById(String cursor, Limit limit);

  boolean existsByName(String name);

  default Tenant get(String id) {
    return findById(id).orElseThrow(() -> new NotFoundException("There is no tenant " + id + "."));
  }

  /** The names of the tenant's channels and desks. */
  @Query(
      nativeQuery = true,
      value =
          """
          select name from (
            select name, id from channels where tenant_id = :tenant
            union all select name, id from desks where tenant_id = :tenant) all_of_it
          order by id
          """)
  List<String> endpointNames(@Param("tenant") String tenant);
}
