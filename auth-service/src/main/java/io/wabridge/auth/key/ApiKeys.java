package io.wabridge.auth.key;

import io.wabridge.auth.RandomCodes;
import io.wabridge.auth.key.ApiKeyController.KeyView;
import io.wabridge.auth.key.ApiKeyController.ShownKey;
import io.wabridge.kit.access.Scope;
import io.wabridge.model.Ids;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * API keys, in the table {@code api_keys}: "wbk_", the id, and a secret of which only the hash is
 * stored.
 */
@Component
class ApiKeys {

  /** What a key may do. */
  record Allowed(String id, String tenant, Set<Scope> scopes) {}

  private static final Pattern KEY = Pattern.compile("wbk_([0-9a-f-]{36})_([A-Za-z0-9_-]{43})");

  private final JdbcClient db;

  ApiKeys(JdbcClient db) {
    this.db = db;
  }

  ShownKey create(
      String tenant, String name, Set<Scope> scopes, Instant expiresAt, String creator) {
    var id = Ids.next();
    var secret = RandomCodes.secret();
    db.sql(
            """
            insert into api_keys (id, tenant_id, name, scopes, hash, created_by, expires_at)
            values (:id, :tenant, :name, string_to_array(:scopes, ','), :hash, :creator,
              to_timestamp(:expires))
            """)
        .param("id", id)
        .param("tenant", tenant)
        .param("name", name.strip())
        .param("scopes", scopes.stream().map(Scope::code).sorted().collect(Collectors.joining(",")))
        .param("hash", RandomCodes.hash(secret))
        .param("creator", creator)
        .param("expires", expiresAt.getEpochSecond())
        .update();
    return shown(id, secret, expiresAt);
  }

  /** Empty if there is no valid key with this id. */
  Optional<ShownKey> rotate(String tenant, String id, Duration overlap, Instant expiresAt) {
    var secret = RandomCodes.secret();
    var rotated =
        db.sql(
                """
                update api_keys set previous_hash = hash, hash = :hash,
                  previous_until = least(expires_at, now() + :overlap * interval '1 second'),
                  expires_at = to_timestamp(:expires)
                where id = :id and tenant_id = :tenant and revoked_at is null
                """)
            .param("hash", RandomCodes.hash(secret))
            .param("overlap", overlap.toSeconds())
            .param("expires", expiresAt.getEpochSecond())
            .param("id", id)
            .param("tenant", tenant)
            .update();
    return rotated == 1 ? Optional.of(shown(id, secret, expiresAt)) : Optional.empty();
  }

  boolean revoke(String tenant, String id) {
    return db.sql(
                """
                update api_keys set revoked_at = now()
                where id = :id and tenant_id = :tenant and revoked_at is null
                """)
            .param("id", id)
            .param("tenant", tenant)
            .update()
        == 1;
  }

  List<KeyView> ofTenant(String tenant) {
    return db.sql("select * from api_keys where tenant_id = :tenant order by created_at desc, id")
        .param("tenant", tenant)
        .query((row, _) ->
            new KeyView(
                row.getString("id"),
                row.getString("name"),
                "wbk_" + row.getString("id").substring(0, 13),
                scopes(row),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row.getTimestamp("previous_until")),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("revoked_at"))))
        .list();
  }

  private record Stored(
      Allowed allowed, byte[] hash, byte @Nullable [] previous, boolean overlapping) {}

  /** What this key may do; empty if it is not valid. */
  Optional<Allowed> check(String key) {
    var parts = KEY.matcher(key);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var hash = RandomCodes.hash(parts.group(2));
    var allowed =
        db.sql(
                """
                select *, previous_until > now() is true as overlapping from api_keys
                where id = :id and revoked_at is null
                  and expires_at > now()
                """)
            .param("id", parts.group(1))
            .query((row, _) ->
                new Stored(
                    new Allowed(row.getString("id"), row.getString("tenant_id"), scopes(row)),
                    row.getBytes("hash"),
                    row.getBytes("previous_hash"),
                    row.getBoolean("overlapping")))
            .optional()
            .filter(stored -> matches(stored, hash))
            .map(Stored::allowed);
    allowed.ifPresent(this::used);
    return allowed;
  }

  private static boolean matches(Stored stored, byte[] hash) {
    return MessageDigest.isEqual(stored.hash(), hash)
        || (stored.overlapping()
            && stored.previous() != null
            && MessageDigest.isEqual(stored.previous(), hash));
  }

  /** At most once a minute: a write for each call would be many. */
  private void used(Allowed key) {
    db.sql(
            """
            update api_keys set last_used_at = now() where id = :id
              and (last_used_at is null or last_used_at < now() - interval '1 minute')
            """)
        .param("id", key.id())
        .update();
  }

  private static ShownKey shown(String id, String secret, Instant expiresAt) {
    return new ShownKey(id, "wbk_" + id + "_" + secret, expiresAt);
  }

  private static Set<Scope> scopes(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("scopes").getArray())
        .map(Scope::of)
        .collect(Collectors.toSet());
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
