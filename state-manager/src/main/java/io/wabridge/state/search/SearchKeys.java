package io.wabridge.state.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The search key of each tenant, encrypted with the platform's key, beside the tenant's keyset. */
@Repository
class SearchKeys {

  /** A deleted key is used no longer than this. */
  private static final Duration CACHED_FOR = Duration.ofMinutes(1);

  private static final int MAXIMUM_SIZE = 10_000;
  private static final int BYTES = 32;

  private final JdbcClient db;
  private final FieldEncryption platform;
  private final SecureRandom random = new SecureRandom();
  private final Cache<TenantId, SearchKey> known =
      Caffeine.newBuilder().maximumSize(MAXIMUM_SIZE).expireAfterWrite(CACHED_FOR).build();

  SearchKeys(JdbcClient db, FieldEncryption platform) {
    this.db = db;
    this.platform = platform;
  }

  /**
   * The tenant's key; a new one if it has none.
   *
   * @throws IllegalStateException the tenant has no keyset
   */
  SearchKey of(TenantId tenant) {
    return ensure(tenant)
        .orElseThrow(() -> new IllegalStateException("the tenant " + tenant + " has no keys"));
  }

  /**
   * The tenant's key; a new one if it has none; empty if it has no keyset either. A new one must
   * not disappear with a transaction: this is called before it begins.
   */
  Optional<SearchKey> ensure(TenantId tenant) {
    return find(tenant).or(() -> create(tenant));
  }

  /** The tenant's key; empty if it has none. */
  Optional<SearchKey> find(TenantId tenant) {
    var cached = known.getIfPresent(tenant);
    if (cached != null) {
      return Optional.of(cached);
    }
    var stored =
        db.sql(
                """
                select search_key from tenant_keysets
                where tenant_id = :tenant and search_key is not null
                """)
            .param("tenant", tenant.value())
            .query(byte[].class)
            .optional()
            .map(sealed -> platform.decrypt(sealed, associatedData(tenant)))
            .map(key -> new SearchKey(Base64.getDecoder().decode(key)));
    stored.ifPresent(key -> known.put(tenant, key));
    return stored;
  }

  /** Of several that create one at the same time, all use the first. */
  private Optional<SearchKey> create(TenantId tenant) {
    var key = new byte[BYTES];
    random.nextBytes(key);
    db.sql(
            """
            update tenant_keysets set search_key = :key
            where tenant_id = :tenant and search_key is null
            """)
        .param("tenant", tenant.value())
        .param(
            "key",
            platform.encrypt(Base64.getEncoder().encodeToString(key), associatedData(tenant)))
        .update();
    return find(tenant);
  }

  private static String associatedData(TenantId tenant) {
    return tenant + "|tenant_keysets|search_key";
  }
}
