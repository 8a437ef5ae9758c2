package io.wabridge.tenant.secret;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Secret;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The credentials of a tenant's channels and desks. Each value is encrypted for its row: copied to
 * another tenant or row, it cannot be decrypted.
 */
@Repository
public class Credentials {

  private final JdbcClient db;
  private final FieldEncryption encryption;
  private final JsonMapper json;

  Credentials(JdbcClient db, FieldEncryption encryption, JsonMapper json) {
    this.db = db;
    this.encryption = encryption;
    this.json = json;
  }

  /** Adds or replaces values of this type, such as "channel:4f2…". */
  public void keep(String tenant, String type, Map<String, Secret> values) {
    if (values.isEmpty()) {
      return;
    }
    var locked = new TreeMap<String, String>();
    values.forEach((name, value) ->
        locked.put(
            name,
            Base64.getEncoder()
                .encodeToString(encryption.encrypt(value.reveal(), place(tenant, type, name)))));
    db.sql(
            """
            insert into tenant_credentials (tenant_id, credential_type, credentials, changed_at)
            values (:tenant, :type, :credentials::jsonb, now())
            on conflict (tenant_id, credential_type) do update
            set credentials = tenant_credentials.credentials || excluded.credentials,
                changed_at = now()
            """)
        .param("tenant", tenant)
        .param("type", type)
        .param("credentials", json.writeValueAsString(locked))
        .update();
  }

  /** Deletes values that are not needed any more. */
  public void forget(String tenant, String type, Collection<String> names) {
    names.forEach(name ->
        db.sql(
                """
                update tenant_credentials
                set credentials = credentials - cast(:name as text), changed_at = now()
                where tenant_id = :tenant and credential_type = :type
                """)
            .param("name", name)
            .param("tenant", tenant)
            .param("type", type)
            .update());
  }

  /** All values of this type, decrypted. */
  public Map<String, Secret> all(String tenant, String type) {
    var opened = new TreeMap<String, Secret>();
    encrypted(tenant, type)
        .forEach((name, value) ->
            opened.put(
                name,
                Secret.of(
                    encryption.decrypt(
                        Base64.getDecoder().decode(value), place(tenant, type, name)))));
    return opened;
  }

  /** The names of the values of these types. */
  public Map<String, Set<String>> names(String tenant, Collection<String> types) {
    var names = new HashMap<String, Set<String>>();
    if (!types.isEmpty()) {
      db.sql(
              """
              select credential_type, jsonb_object_keys(credentials) as name
              from tenant_credentials where tenant_id = :tenant and credential_type in (:types)
              """)
          .param("tenant", tenant)
          .param("types", types)
          .query((row, n) -> Map.entry(row.getString("credential_type"), row.getString("name")))
          .list()
          .forEach(
              one -> names.computeIfAbsent(one.getKey(), _ -> new TreeSet<>()).add(one.getValue()));
    }
    return names;
  }

  /** Deletes all values of this type. */
  public void drop(String tenant, String type) {
    db.sql("delete from tenant_credentials where tenant_id = :tenant and credential_type = :type")
        .param("tenant", tenant)
        .param("type", type)
        .update();
  }

  /** When values of this type were changed last; empty if there are none. */
  public Optional<Instant> changedAt(String tenant, String type) {
    return db.sql(
            "select changed_at from tenant_credentials"
                + " where tenant_id = :tenant and credential_type = :type")
        .param("tenant", tenant)
        .param("type", type)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /** Deletes all values whose type has this ending and that have not been changed since. */
  public void dropUnchangedSince(String ending, Instant since) {
    db.sql(
            "delete from tenant_credentials"
                + " where credential_type like '%' || :ending and changed_at < :since")
        .param("ending", ending)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .update();
  }

  private Map<String, String> encrypted(String tenant, String type) {
    return db.sql(
            "select credentials::text from tenant_credentials"
                + " where tenant_id = :tenant and credential_type = :type")
        .param("tenant", tenant)
        .param("type", type)
        .query(String.class)
        .optional()
        .map(text -> json.readValue(text, new TypeReference<Map<String, String>>() {}))
        .orElse(Map.of());
  }

  private static String place(String tenant, String type, String name) {
    return tenant + "|tenant_credentials|" + type + "|" + name;
  }
}
