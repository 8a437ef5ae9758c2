package io.wabridge.tenant.secret;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Metric;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The credentials of a tenant's channels and desks. All values of a row are encrypted for it and
 * for its version, which only grows: copied to another tenant or row, or put back after a change,
 * they cannot be decrypted.
 */
@Repository
public class Credentials {

  private static final Logger log = LoggerFactory.getLogger(Credentials.class);

  private static final String REFUSED_PLACE = "credentials";

  /**
   * A row as it is stored.
   *
   * @param version 0: written before versions existed
   * @param newest the last version that the row had
   */
  private record Stored(long version, long newest, Map<String, String> values) {}

  private final JdbcClient db;
  private final FieldEncryption encryption;
  private final JsonMapper json;
  private final Counters refused;

  Credentials(JdbcClient db, FieldEncryption encryption, JsonMapper json, MeterRegistry meters) {
    this.refused = Metric.CIPHERTEXTS_REFUSED.counters(meters);
    refused.add(0, REFUSED_PLACE);
    this.db = db;
    this.encryption = encryption;
    this.json = json;
  }

  /** Adds or replaces values of this type, such as "channel:4f2…". */
  @Transactional
  public void keep(String tenant, String type, Map<String, Secret> values) {
    if (values.isEmpty()) {
      return;
    }
    lock(tenant, type);
    var all = new TreeMap<>(all(tenant, type));
    all.putAll(values);
    write(tenant, type, all, true);
  }

  /** Deletes values that are not needed any more. */
  @Transactional
  public void forget(String tenant, String type, Collection<String> names) {
    lock(tenant, type);
    var all = new TreeMap<>(all(tenant, type));
    if (all.keySet().removeAll(names)) {
      write(tenant, type, all, true);
    }
  }

  /** Two changes of a row are made one after the other, also when it does not exist yet. */
  private void lock(String tenant, String type) {
    db.sql("select pg_advisory_xact_lock(hashtextextended(:row, 0))")
        .param("row", "tenant_credentials|" + tenant + "|" + type)
        .query(row -> {});
  }

  private void write(String tenant, String type, Map<String, Secret> values, boolean changes) {
    var version =
        db.sql(
                """
                select coalesce(max(version), 0) + 1 from credential_versions
                where tenant_id = :tenant and credential_type = :type
                """)
            .param("tenant", tenant)
            .param("type", type)
            .query(Long.class)
            .single();
    var locked = new TreeMap<String, String>();
    values.forEach((name, value) ->
        locked.put(
            name,
            Base64.getEncoder()
                .encodeToString(
                    encryption.encrypt(value.reveal(), place(tenant, type, name, version)))));
    var text = json.writeValueAsString(locked);
    if (!changed(tenant, type, text, version, changes)) {
      db.sql(
              """
              insert into tenant_credentials (tenant_id, credential_type, credentials, version,
                changed_at)
              values (:tenant, :type, :credentials::jsonb, :version, now())
              """)
          .param("tenant", tenant)
          .param("type", type)
          .param("credentials", text)
          .param("version", version)
          .update();
    }
  }

  /** Not with the insert as one statement: the trigger would see the version twice. */
  private boolean changed(
      String tenant, String type, String credentials, long version, boolean changes) {
    return db.sql(
                """
                update tenant_credentials
                set credentials = :credentials::jsonb, version = :version,
                  changed_at = case when :changes then now() else changed_at end
                where tenant_id = :tenant and credential_type = :type
                """)
            .param("tenant", tenant)
            .param("type", type)
            .param("credentials", credentials)
            .param("version", version)
            .param("changes", changes)
            .update()
        == 1;
  }

  /**
   * All values of this type, decrypted.
   *
   * @throws IllegalStateException they are of another row or of an older version
   */
  public Map<String, Secret> all(String tenant, String type) {
    var stored = stored(tenant, type);
    if (stored.isEmpty()) {
      return Map.of();
    }
    var version = stored.get().version();
    try {
      if (version != stored.get().newest()) {
        throw new IllegalStateException("the credentials are of an older version");
      }
      var opened = new TreeMap<String, Secret>();
      stored
          .get()
          .values()
          .forEach((name, value) ->
              opened.put(
                  name,
                  Secret.of(
                      encryption.decrypt(
                          Base64.getDecoder().decode(value), place(tenant, type, name, version)))));
      return opened;
    } catch (IllegalStateException e) {
      refused.count(REFUSED_PLACE);
      log.atError()
          .addKeyValue("tenant", tenant)
          .addKeyValue("type", type)
          .log("credentials are refused: they were moved or put back, or their key is gone");
      throw e;
    }
  }

  /**
   * Encrypts a row again if a key did it that is being replaced; false if none did. The time of its
   * change stays: previous secrets end by it.
   */
  @Transactional
  public boolean rewrap(String tenant, String type) {
    lock(tenant, type);
    var outdated =
        stored(tenant, type)
            .filter(row ->
                row.values().values().stream()
                    .anyMatch(one -> !encryption.isCurrent(Base64.getDecoder().decode(one))));
    outdated.ifPresent(_ -> write(tenant, type, all(tenant, type), false));
    return outdated.isPresent();
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

  private Optional<Stored> stored(String tenant, String type) {
    return db.sql(
            """
            select c.version, v.version as newest, c.credentials::text as credentials
            from tenant_credentials c left join credential_versions v
              on v.tenant_id = c.tenant_id and v.credential_type = c.credential_type
            where c.tenant_id = :tenant and c.credential_type = :type
            """)
        .param("tenant", tenant)
        .param("type", type)
        .query((row, _) ->
            new Stored(
                row.getLong("version"),
                row.getLong("newest"),
                json.readValue(
                    row.getString("credentials"), new TypeReference<Map<String, String>>() {})))
        .optional();
  }

  private static String place(String tenant, String type, String name, long version) {
    var row = tenant + "|tenant_credentials|" + type + "|" + name;
    return version == 0 ? row : row + "|" + version;
  }
}
