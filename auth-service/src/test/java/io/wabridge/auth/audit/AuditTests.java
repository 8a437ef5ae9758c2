package io.wabridge.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.auth.AuthServiceApplication;
import io.wabridge.model.Ids;
import io.wabridge.testkit.LocalStores;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The audit log cannot be changed, and a change would show. */
@SpringBootTest(
    classes = AuthServiceApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.config.name=bridge,auth-service"})
@LocalStores
class AuditTests {

  @Autowired Audit audit;
  @Autowired AuditChain chain;
  @Autowired AuditExport export;
  @Autowired JsonMapper json;
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
      empty();
    }
  }

  @Test
  void onlyOldEntriesAreRemovedFromTheBeginningAndTheChainGoesOn() {
    for (var i = 0; i < 5; i++) {
      audit.add(new Audit.Entry(null, "person:p", "old", "s" + i, "::1", null));
    }
    var last = db.sql("select max(id) from audit").query(Long.class).single();
    db.sql("alter table audit disable trigger audit_kept").update();
    try {
      age();
    } finally {
      db.sql("alter table audit enable trigger audit_kept").update();
    }
    audit.add(new Audit.Entry(null, "person:p", "new", "s", "::1", null));
    assertThat(chain.verify().intact()).isTrue();

    chain.removeExpired();

    var verified = chain.verify();
    assertThat(verified.intact()).isTrue();
    assertThat(verified.removed()).isEqualTo(last);
    assertThat(verified.entries()).as("the new one, and that others were removed").isEqualTo(2);
    assertThatThrownBy(() -> db.sql("delete from audit").update())
        .hasMessageContaining("only added to");
    assertThatThrownBy(() -> db.sql("delete from audit_removals").update())
        .hasMessageContaining("only added to");
    assertThatThrownBy(
            () -> {
              db.sql("set wabridge.removes_audit = 'yes'").update();
              db.sql("delete from audit").update();
            })
        .hasMessageContaining("only added to");
    chain.removeExpired();
    assertThat(chain.verify()).isEqualTo(verified);
  }

  /** All entries are four years old, and their hashes fit. */
  private void age() {
    for (var id : db.sql("select id from audit order by id").query(Long.class).list()) {
      db.sql("update audit set at = at - interval '4 years' where id = :id")
          .param("id", id)
          .update();
      db.sql(
              """
              update audit a set hash = audit_hash(coalesce(
                (select hash from audit b where b.id = a.id - 1),
                (select hash from audit_removals order by last_id desc limit 1)), a)
              where id = :id
              """)
          .param("id", id)
          .update();
    }
  }

  @Test
  void abuse33_aMissingEntryIsFound() {
    for (var i = 0; i < 5; i++) {
      audit.add(new Audit.Entry(null, "person:p", "test", "s" + i, "::1", null));
    }
    var gone = db.sql("select max(id) - 2 from audit").query(Long.class).single();
    db.sql("alter table audit disable trigger audit_kept").update();
    db.sql("delete from audit where id = :id").param("id", gone).update();
    try {
      assertThat(chain.verify().intact()).isFalse();
      assertThat(chain.verify().firstBroken()).isEqualTo(gone + 1);
    } finally {
      empty();
    }
  }

  @Test
  void exportsJsonLinesWithTheHashes() throws Exception {
    var tenant = Ids.next();
    audit.add(new Audit.Entry(tenant, "key:k", "first", "a:1", "::1", "detail \"1\""));
    audit.add(new Audit.Entry("another", "key:k", "other", null, "::1", null));
    audit.add(new Audit.Entry(tenant, "key:k", "second", null, "::1", null));
    var out = new ByteArrayOutputStream();

    export.write(new AuditExport.Period(tenant, Instant.EPOCH, Instant.now().plusSeconds(60)), out);

    var lines = out.toString(StandardCharsets.UTF_8).lines().map(json::readTree).toList();
    assertThat(lines)
        .extracting(line -> line.path("action").asString())
        .containsExactly("first", "second");
    assertThat(lines.getFirst().path("detail").asString()).isEqualTo("detail \"1\"");
    assertThat(lines.getFirst().path("hash").asString()).matches("[0-9a-f]{64}");
  }

  private void empty() {
    db.sql("alter table audit disable trigger audit_not_emptied").update();
    db.sql("alter table audit_removals disable trigger removals_not_emptied").update();
    db.sql("truncate audit, audit_removals").update();
    db.sql("alter table audit_removals enable trigger removals_not_emptied").update();
    db.sql("alter table audit enable trigger audit_not_emptied").update();
    db.sql("alter table audit enable trigger audit_kept").update();
  }

  private long broken() {
    return db.sql(
            """
            select count(*) from (
              select a.hash, audit_hash(coalesce(lag(a.hash) over (order by a.id),
                (select hash from audit_removals order by last_id desc limit 1)), a) as expected
              from audit a) checked
            where hash <> expected
            """)
        .query(Long.class)
        .single();
  }
}
