package io.wabridge.auth.people;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Ends the roles, keys and links of a deleted tenant. Its entries of the audit log stay. */
@RestController
class DeletionController {

  private final JdbcClient db;

  DeletionController(JdbcClient db) {
    this.db = db;
  }

  @PostMapping("/internal/tenants/{tenant}/deletion")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Transactional
  public void delete(@PathVariable String tenant) {
    for (var table : new String[] {"memberships", "api_keys", "links"}) {
      db.sql("delete from " + table + " where tenant_id = :tenant")
          .param("tenant", tenant)
          .update();
    }
  }
}
