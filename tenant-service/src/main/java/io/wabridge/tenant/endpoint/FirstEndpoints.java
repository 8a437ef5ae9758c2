package io.wabridge.tenant.endpoint;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tenants' own columns that show the external ids of the first channel and the first desk, for
 * readers of the table.
 */
@Repository
class FirstEndpoints {

  private final JdbcClient db;

  FirstEndpoints(JdbcClient db) {
    this.db = db;
  }

  /** After the endpoints of the tenant were written. */
  void refresh(String tenant) {
    db.sql(
            """
            update tenants t
            set phone_number_id = first.channel, genesys_integration_id = first.desk
            from (
              select
                (select external_id from channels
                 where tenant_id = :tenant and external_id is not null
                 order by id limit 1) as channel,
                (select external_id from desks
                 where tenant_id = :tenant and external_id is not null
                 order by id limit 1) as desk
            ) first
            where t.id = :tenant
              and (t.phone_number_id, t.genesys_integration_id)
                is distinct from (first.channel, first.desk)
            """)
        .param("tenant", tenant)
        .update();
  }
}
