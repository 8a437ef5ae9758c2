package io.wabridge.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.auth.AuthServiceApplication;
import io.wabridge.testkit.LocalStores;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit log cannot be changed, and a change would show. */
@SpringBootTest(
    classes = AuthServiceApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.config.name=bridge,auth-service"})
@LocalStores
class AuditTests {

  @Autowired Audit audit;
  @Autowired JdbcClient db;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit set actor = 'another person'",
        "delete from audit",
        "truncate audit"
      })
  void abuse33_theDatabaseRefusesToChangeAnEntry(String change) {
    audit.add(new Audit.Entry(null, "person:p", "sign-in", "person:p", "127.0.0.1", null));

    assertThatThrownBy(() -> db.sql(change).update()).hasMessageContaining("only added to");
  }

  /** Also when many write at once. */
  @Test
  void everyEntryContainsTheHashOfTheOneBefore() {
    try (var writers = Executors.newFixedThreadPool(4)) {
      for (var i = 0; i < 40; i++) {
        var entry = new Audit.Entry("t" + i % 3, "key:k", "test", "s" + i, "::1", "detail, " + i);
        writers.execute(() -> audit.add(entry));
      }
    }

    assertThat(broken()).isZero();
    db.sql("alter table audit disable trigger audit_kept").update();
    db.sql("update audit set detail = 'forged' where id = (select max(id) - 5 from audit)")
        .update();
    try {
      assertThat(broken()).isEqualTo(1);
    } finally {
      db.sql("alter table audit disable trigger audit_not_emptied").update();
      db.sql("truncate audit").update();
      db.sql("alter table audit enable trigger audit_not_emptied").update();
      db.sql("alter table audit enable trigger audit_kept").update();
    }
  }

  private long broken() {
    return db.sql(
            """
            select count(*) from (
              select a.hash, audit_hash(lag(a.hash) over (order by a.id), a) as expected
              from audit a) checked
            where hash <> expected
            """)
        .query(Long.class)
        .single();
  }
}
