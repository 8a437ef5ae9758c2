package io.wabridge.auth.link;

import io.wabridge.auth.Problem;
import io.wabridge.auth.RandomCodes;
import io.wabridge.kit.access.Role;
import io.wabridge.model.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** One-time links and codes. Only their hashes are stored. */
@Component
public class Links {

  /** 100 bits. */
  private static final int GROUPS = 5;

  /** What a link is for. */
  public enum Purpose {
    FIRST_OPERATOR,
    INVITATION,
    RESET
  }

  /**
   * A new link.
   *
   * @param code the secret, shown only now
   */
  public record Issued(String id, String code, Instant expiresAt) {}

  /** A link that can be used. */
  record Link(
      String id,
      Purpose purpose,
      @Nullable String email,
      @Nullable String tenant,
      @Nullable Role role,
      @Nullable String person,
      boolean withoutSecondFactor,
      String createdBy,
      Instant expiresAt) {}

  /** An invitation that is not accepted yet. */
  public record Invitation(
      String id, String email, Role role, Instant createdAt, Instant expiresAt) {}

  private final JdbcClient db;

  Links(JdbcClient db) {
    this.db = db;
  }

  /** A code for a new operator; it replaces the one before. */
  public Issued operatorCode(String creator, Duration life) {
    db.sql("delete from links where purpose = 'FIRST_OPERATOR' and used_at is null").update();
    return issue(Purpose.FIRST_OPERATOR, null, null, null, null, false, creator, life);
  }

  /** An invitation; it replaces an earlier one of this address to this tenant. */
  public Issued invitation(String email, String tenant, Role role, String creator, Duration life) {
    db.sql(
            """
            delete from links where purpose = 'INVITATION' and used_at is null
              and tenant_id = :tenant and lower(email) = lower(:email)
            """)
        .param("tenant", tenant)
        .param("email", email)
        .update();
    return issue(Purpose.INVITATION, email, tenant, role, null, false, creator, life);
  }

  /** A link for a new password; it replaces the one before. */
  public Issued reset(String person, boolean withoutSecondFactor, String creator, Duration life) {
    db.sql("delete from links where purpose = 'RESET' and used_at is null and person_id = :person")
        .param("person", person)
        .update();
    return issue(Purpose.RESET, null, null, null, person, withoutSecondFactor, creator, life);
  }

  private Issued issue(
      Purpose purpose,
      @Nullable String email,
      @Nullable String tenant,
      @Nullable Role role,
      @Nullable String person,
      boolean withoutSecondFactor,
      String creator,
      Duration life) {
    var id = Ids.next();
    var code = RandomCodes.code(GROUPS);
    var expiresAt = Instant.now().plus(life);
    db.sql(
            """
            insert into links (id, hash, purpose, email, tenant_id, role, person_id,
              without_second_factor, created_by, expires_at)
            values (:id, :hash, :purpose, :email, :tenant, :role, :person, :without, :creator,
              to_timestamp(:expires))
            """)
        .param("id", id)
        .param("hash", RandomCodes.hashOfCode(code))
        .param("purpose", purpose.name())
        .param("email", email)
        .param("tenant", tenant)
        .param("role", role == null ? null : role.code())
        .param("person", person)
        .param("without", withoutSecondFactor)
        .param("creator", creator)
        .param("expires", expiresAt.getEpochSecond())
        .update();
    return new Issued(id, code, expiresAt);
  }

  /**
   * The link with this code.
   *
   * @throws Problem 410 if there is none, or it was used or has expired
   */
  Link find(String code) {
    return db.sql(
            """
            select * from links where hash = :hash and used_at is null and expires_at > now()
            """)
        .param("hash", RandomCodes.hashOfCode(code))
        .query((row, _) ->
            new Link(
                row.getString("id"),
                Purpose.valueOf(row.getString("purpose")),
                row.getString("email"),
                row.getString("tenant_id"),
                row.getString("role") == null ? null : Role.of(row.getString("role")),
                row.getString("person_id"),
                row.getBoolean("without_second_factor"),
                row.getString("created_by"),
                row.getTimestamp("expires_at").toInstant()))
        .optional()
        .orElseThrow(Links::gone);
  }

  /**
   * Uses a link up, within the caller's transaction.
   *
   * @throws Problem 410 if another request was first
   */
  void use(Link link) {
    var used =
        db.sql("update links set used_at = now() where id = :id and used_at is null")
            .param("id", link.id())
            .update();
    if (used == 0) {
      throw gone();
    }
  }

  /** The open invitations of a tenant, the latest first. */
  public List<Invitation> invitations(String tenant) {
    return db.sql(
            """
            select * from links where purpose = 'INVITATION' and tenant_id = :tenant
              and used_at is null and expires_at > now() order by created_at desc, id
            """)
        .param("tenant", tenant)
        .query((row, _) ->
            new Invitation(
                row.getString("id"),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant()))
        .list();
  }

  /** Withdraws an invitation; whether there was one. */
  public boolean withdraw(String tenant, String id) {
    return db.sql(
                """
                delete from links where id = :id and tenant_id = :tenant
                  and purpose = 'INVITATION' and used_at is null
                """)
            .param("id", id)
            .param("tenant", tenant)
            .update()
        == 1;
  }

  @Scheduled(fixedDelayString = "6h", initialDelayString = "7m")
  void deleteOld() {
    db.sql("delete from links where expires_at < now() - interval '30 days'").update();
  }

  private static Problem gone() {
    return new Problem(
        HttpStatus.GONE, "link-gone", "This link or code is wrong, was used, or has expired.");
  }
}
