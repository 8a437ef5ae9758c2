package io.wabridge.state.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.client.KeysetApi;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.encryption.TenantKeys;
import io.wabridge.model.TenantId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keyset of each tenant, encrypted with the platform's key. */
@Primary
@Repository
class TenantKeysets implements TenantKeys {

  /** A deleted keyset is used no longer than this. */
  private static final Duration CACHED_FOR = Duration.ofMinutes(1);

  private static final int MAXIMUM_SIZE = 10_000;

  private final JdbcClient db;
  private final FieldEncryption platform;
  private final Cache<TenantId, FieldEncryption> known =
      Caffeine.newBuilder().maximumSize(MAXIMUM_SIZE).expireAfterWrite(CACHED_FOR).build();

  TenantKeysets(JdbcClient db, FieldEncryption platform) {
    this.db = db;
    this.platform = platform;
  }

  /** The tenant's keyset; a new one if it has none. */
  FieldEncryption of(TenantId tenant) {
    return find(tenant).orElseGet(() -> create(tenant));
  }

  /** The tenant's keyset; empty if it has none. */
  Optional<FieldEncryption> find(TenantId tenant) {
    var cached = known.getIfPresent(tenant);
    if (cached != null) {
      return Optional.of(cached);
    }
    var stored = stored(tenant).map(keyset -> keyset.open(tenant, platform));
    stored.ifPresent(keyset -> known.put(tenant, keyset));
    return stored;
  }

  @Override
  public FieldEncryption toEncrypt(TenantId tenant) {
    return of(tenant);
  }

  @Override
  public Optional<FieldEncryption> toDecrypt(TenantId tenant) {
    return find(tenant);
  }

  /** The tenant's keyset as it is stored; empty if it has none. */
  Optional<KeysetApi.Wrapped> stored(TenantId tenant) {
    return db.sql("select keyset from tenant_keysets where tenant_id = :tenant")
        .param("tenant", tenant.value())
        .query(byte[].class)
        .optional()
        .map(KeysetApi.Wrapped::new);
  }

  /** Of several that create one at the same time, all use the first. */
  private FieldEncryption create(TenantId tenant) {
    db.sql(
            """
            insert into tenant_keysets (tenant_id, keyset) values (:tenant, :keyset)
            on conflict do nothing
            """)
        .param("tenant", tenant.value())
        .param(
            "keyset", KeysetApi.Wrapped.of(FieldEncryption.newKeyset(), tenant, platform).bytes())
        .update();
    return find(tenant).orElseThrow();
  }
}
