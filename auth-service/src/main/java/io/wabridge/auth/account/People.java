package io.wabridge.auth.account;

import io.wabridge.kit.access.Role;
import io.wabridge.model.Ids;
import io.wabridge.model.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All people, in the table {@code people}, and their roles. */
@Component
public class People {

  private static final String SELECT =
      """
      select p.*, (select string_agg(m.tenant_id || '=' || m.role, ',') from memberships m
        where m.person_id = p.id) as roles
      from people p
      """;

  private final JdbcClient db;

  People(JdbcClient db) {
    this.db = db;
  }

  public Optional<Person> find(String id) {
    return db.sql(SELECT + "where p.id = :id").param("id", id).query(People::person).optional();
  }

  public Optional<Person> byEmail(String email) {
    return db.sql(SELECT + "where p.email_key = :key")
        .param("key", key(email))
        .query(People::person)
        .optional();
  }

  public Optional<Person> byIdentity(String issuer, String subject) {
    return db.sql(
            SELECT
                + """
                join identities i on i.person_id = p.id
                where i.issuer = :issuer and i.subject = :subject
                """)
        .param("issuer", issuer)
        .param("subject", subject)
        .query(People::person)
        .optional();
  }

  /** The people of a tenant, by name. */
  public List<Person> ofTenant(String tenant) {
    return db.sql(
            SELECT
                + """
                where exists (select from memberships m
                  where m.person_id = p.id and m.tenant_id = :tenant)
                order by lower(p.name), p.id
                """)
        .param("tenant", tenant)
        .query(People::person)
        .list();
  }

  /** All people, by name. */
  public List<Person> all() {
    return db.sql(SELECT + "order by lower(p.name), p.id").query(People::person).list();
  }

  public boolean anyOperator() {
    return db.sql("select exists (select from people where operator and status = 'ACTIVE')")
        .query(Boolean.class)
        .single();
  }

  /** Adds a person without a password and without a role. */
  public Person add(String email, String name, Language language) {
    var id = Ids.next();
    db.sql(
            """
            insert into people (id, email, email_key, name, language)
            values (:id, :email, :key, :name, :language)
            """)
        .param("id", id)
        .param("email", email.strip())
        .param("key", key(email))
        .param("name", name.strip())
        .param("language", language.code())
        .update();
    return find(id).orElseThrow();
  }

  public void identify(String person, String issuer, String subject) {
    db.sql("insert into identities values (:issuer, :subject, :person)")
        .param("issuer", issuer)
        .param("subject", subject)
        .param("person", person)
        .update();
  }

  public void describe(String person, String name, Language language) {
    db.sql("update people set name = :name, language = :language where id = :id")
        .param("name", name.strip())
        .param("language", language.code())
        .param("id", person)
        .update();
  }

  public void setOperator(String person, boolean operator) {
    db.sql("update people set operator = :operator where id = :id")
        .param("operator", operator)
        .param("id", person)
        .update();
  }

  public void setActive(String person, boolean active) {
    db.sql("update people set status = :status where id = :id")
        .param("status", active ? "ACTIVE" : "DISABLED")
        .param("id", person)
        .update();
  }

  /** Gives a role in a tenant, instead of the one that the person has there. */
  public void join(String person, String tenant, Role role) {
    db.sql(
            """
            insert into memberships (person_id, tenant_id, role) values (:person, :tenant, :role)
            on conflict (person_id, tenant_id) do update set role = excluded.role
            """)
        .param("person", person)
        .param("tenant", tenant)
        .param("role", role.code())
        .update();
  }

  public void leave(String person, String tenant) {
    db.sql("delete from memberships where person_id = :person and tenant_id = :tenant")
        .param("person", person)
        .param("tenant", tenant)
        .update();
  }

  @Nullable String passwordHash(String person) {
    return db.sql("select password_hash from people where id = :id")
        .param("id", person)
        .query((row, _) -> Optional.ofNullable(row.getString(1)))
        .optional()
        .flatMap(hash -> hash)
        .orElse(null);
  }

  void setPasswordHash(String person, String hash) {
    db.sql("update people set password_hash = :hash where id = :id")
        .param("hash", hash)
        .param("id", person)
        .update();
  }

  private static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    return new Person(
        row.getString("id"),
        row.getString("email"),
        row.getString("name"),
        Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
        row.getString("status").equals("ACTIVE"),
        row.getBoolean("operator"),
        roles(row.getString("roles")),
        row.getString("password_hash") != null,
        row.getTimestamp("second_factor_since") != null,
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("last_seen_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  private static Map<String, Role> roles(@Nullable String listed) {
    var roles = new HashMap<String, Role>();
    if (listed != null) {
      for (var one : listed.split(",")) {
        var parts = one.split("=", 2);
        roles.put(parts[0], Role.of(parts[1]));
      }
    }
    return roles;
  }
}
