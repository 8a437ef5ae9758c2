package io.wabridge.tenant.secret;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Secret;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What opens a tenant's channels and desks. Each value is encrypted for exactly its row: copied to
 * another tenant or row it does not open.
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

  /** Adds to, or replaces in, what is already kept under this type, as "channel:4f2…". */
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

  /** Values nobody needs any more. */
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

  public Secret get(String tenant, String type, String name) {
    var locked =
        db.sql(
                "select credentials::text from tenant_credentials"
                    + " where tenant_id = :tenant and credential_type = :type")
            .param("tenant", tenant)
            .param("type", type)
            .query(String.class)
            .optional()
            .map(text -> json.readValue(text, new TypeReference<Map<String, String>>() {}))
            .map(values -> values.get(name))
            .orElseThrow(
                () -> new NotFoundException("No " + name + " was entered for " + type + "."));
    return Secret.of(
        encryption.decrypt(Base64.getDecoder().decode(locked), place(tenant, type, name)));
  }

  private static String place(String tenant, String type, String name) {
    return tenant + "|tenant_credentials|" + type + "|" + name;
  }
}
