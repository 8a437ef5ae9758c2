package io.wabridge.state.erasure;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Ids;
import io.wabridge.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The jobs, with their progress and certificates. */
@Repository
class Erasures {

  /** What is counted. */
  enum Kind {
    ROWS,
    OBJECTS,
    ARCHIVE,
    ENVELOPES,
    REDIS
  }

  private final JdbcClient db;
  private final FieldEncryption encryption;
  private final JsonMapper json;

  Erasures(JdbcClient db, FieldEncryption encryption, JsonMapper json) {
    this.db = db;
    this.encryption = encryption;
    this.json = json;
  }

  /**
   * The running job for this person, or a new one.
   *
   * @param personHash of the first of the person's ids
   * @param askedHash of the id in the request
   */
  Erasure request(
      TenantId tenant,
      byte[] personHash,
      byte[] askedHash,
      String by,
      boolean keepOptOut,
      Subject who) {
    var id = Ids.next();
    db.sql(
            """
            insert into erasures (id, tenant_id, person_hash, asked_hash, state, step, requested_by,
              keep_opt_out, requested_at, next_run_at, subject)
            values (:id, :tenant, :person, :asked, 'RUNNING', 'DETACH', :by, :keep, now(), now(),
              :subject)
            on conflict (tenant_id, person_hash) where state = 'RUNNING' do nothing
            """)
        .param("id", id)
        .param("tenant", tenant.value())
        .param("person", personHash)
        .param("asked", askedHash)
        .param("by", by)
        .param("keep", keepOptOut)
        .param("subject", sealed(id, who))
        .update();
    return db.sql(
            """
            select * from erasures
            where tenant_id = :tenant and person_hash = :person and state = 'RUNNING'
            """)
        .param("tenant", tenant.value())
        .param("person", personHash)
        .query(Erasures::row)
        .single();
  }

  /** The newest job that erased the person with this id, by its hash. */
  Optional<Erasure> ofErased(TenantId tenant, byte[] idHash) {
    return db.sql(
            """
            select e.* from erasures e join erased_ids i on i.erasure_id = e.id
            where i.tenant_id = :tenant and i.hash = :hash
            """)
        .param("tenant", tenant.value())
        .param("hash", idHash)
        .query(Erasures::row)
        .optional();
  }

  Optional<Erasure> find(TenantId tenant, String id) {
    return db.sql("select * from erasures where tenant_id = :tenant and id = :id")
        .param("tenant", tenant.value())
        .param("id", id)
        .query(Erasures::row)
        .optional();
  }

  /** Takes a job whose time has come; no other process takes it for this time. */
  Optional<Erasure> take(Duration lease) {
    return db.sql(
            """
            update erasures set next_run_at = now() + :lease * interval '1 millisecond'
            where id = (select id from erasures where state = 'RUNNING' and next_run_at <= now()
              order by next_run_at limit 1 for update skip locked)
            returning *
            """)
        .param("lease", lease.toMillis())
        .query(Erasures::row)
        .optional();
  }

  /** The job still works. */
  void renew(Erasure job, Duration lease) {
    db.sql(
            """
            update erasures set next_run_at = now() + :lease * interval '1 millisecond'
            where id = :id
            """)
        .param("lease", lease.toMillis())
        .param("id", job.id())
        .update();
  }

  /** The next step begins after this time. */
  void advance(Erasure job, Erasure.Step next, Duration after) {
    db.sql(
            """
            update erasures set step = :step, tries = 0, problem = null,
              next_run_at = now() + :after * interval '1 millisecond'
            where id = :id
            """)
        .param("step", next.name())
        .param("after", after.toMillis())
        .param("id", job.id())
        .update();
  }

  /** The step failed and is tried again after this time. */
  void failed(Erasure job, String problem, Duration after) {
    db.sql(
            """
            update erasures set tries = tries + 1, problem = :problem,
              next_run_at = now() + :after * interval '1 millisecond'
            where id = :id
            """)
        .param("problem", problem)
        .param("after", after.toMillis())
        .param("id", job.id())
        .update();
  }

  Subject subject(Erasure job) {
    var stored =
        db.sql("select subject from erasures where id = :id")
            .param("id", job.id())
            .query(byte[].class)
            .single();
    return json.readValue(encryption.decrypt(stored, associatedData(job.id())), Subject.class);
  }

  void save(Erasure job, Subject subject, long messages) {
    db.sql("update erasures set subject = :subject, messages_total = :messages where id = :id")
        .param("subject", sealed(job.id(), subject))
        .param("messages", messages)
        .param("id", job.id())
        .update();
  }

  /** From now on nothing names the person any more. */
  void complete(Erasure job, Certificate certificate) {
    db.sql(
            """
            update erasures set state = 'COMPLETED', subject = null, problem = null,
              certificate = :certificate, finished_at = :at
            where id = :id
            """)
        .param("certificate", json.writeValueAsString(certificate))
        .param("at", certificate.finishedAt().atOffset(ZoneOffset.UTC))
        .param("id", job.id())
        .update();
  }

  void count(Erasure job, Kind kind, String name, long removed) {
    if (removed == 0) {
      return;
    }
    db.sql(
            """
            insert into erasure_counts (erasure_id, kind, name, removed)
            values (:id, :kind, :name, :removed)
            on conflict (erasure_id, kind, name)
              do update set removed = erasure_counts.removed + excluded.removed
            """)
        .param("id", job.id())
        .param("kind", kind.name())
        .param("name", name)
        .param("removed", removed)
        .update();
  }

  SortedMap<String, Long> counts(String job, Kind kind) {
    var counts = new TreeMap<String, Long>();
    db.sql("select name, removed from erasure_counts where erasure_id = :id and kind = :kind")
        .param("id", job)
        .param("kind", kind.name())
        .query(row -> {
          counts.put(row.getString("name"), row.getLong("removed"));
        });
    return counts;
  }

  private byte[] sealed(String id, Subject subject) {
    return encryption.encrypt(json.writeValueAsString(subject), associatedData(id));
  }

  private static String associatedData(String id) {
    return "erasures|subject|" + id;
  }

  private static Erasure row(ResultSet row, int number) throws SQLException {
    var finished = row.getObject("finished_at", OffsetDateTime.class);
    return new Erasure(
        row.getString("id"),
        new TenantId(row.getString("tenant_id")),
        row.getBytes("asked_hash"),
        Erasure.State.valueOf(row.getString("state")),
        Erasure.Step.valueOf(row.getString("step")),
        row.getString("requested_by"),
        row.getBoolean("keep_opt_out"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getInt("tries"),
        row.getString("problem"),
        row.getLong("messages_total"),
        finished == null ? null : finished.toInstant(),
        row.getString("certificate"));
  }
}
