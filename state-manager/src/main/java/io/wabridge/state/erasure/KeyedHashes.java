package io.wabridge.state.erasure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Hashes with a key of the tenant (HMAC-SHA-256): the same value has the same hash, and no caller
 * without the key can try out numbers. The keys are encrypted with the platform's key.
 */
@Repository
class KeyedHashes {

  /** What is hashed; hashes for different purposes cannot be compared. */
  enum Purpose {
    PERSON,
    CONVERSATION,
    OPT_OUT,
    CERTIFICATE
  }

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final Duration CACHED_FOR = Duration.ofMinutes(1);
  private static final int MAXIMUM_SIZE = 10_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient db;
  private final FieldEncryption platform;
  private final Cache<TenantId, SecretKeySpec> known =
      Caffeine.newBuilder().maximumSize(MAXIMUM_SIZE).expireAfterWrite(CACHED_FOR).build();

  KeyedHashes(JdbcClient db, FieldEncryption platform) {
    this.db = db;
    this.platform = platform;
  }

  byte[] of(TenantId tenant, Purpose purpose, String value) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key(tenant));
      return mac.doFinal((purpose + "|" + value).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot hash", e);
    }
  }

  private SecretKeySpec key(TenantId tenant) {
    var cached = known.getIfPresent(tenant);
    if (cached != null) {
      return cached;
    }
    var key = find(tenant).orElseGet(() -> create(tenant));
    known.put(tenant, key);
    return key;
  }

  private Optional<SecretKeySpec> find(TenantId tenant) {
    return db.sql("select hash_key from tenant_hash_keys where tenant_id = :tenant")
        .param("tenant", tenant.value())
        .query(byte[].class)
        .optional()
        .map(stored ->
            new SecretKeySpec(
                Base64.getDecoder().decode(platform.decrypt(stored, associatedData(tenant))),
                ALGORITHM));
  }

  /** Of several that create one at the same time, all use the first. */
  private SecretKeySpec create(TenantId tenant) {
    var key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    db.sql(
            """
            insert into tenant_hash_keys (tenant_id, hash_key) values (:tenant, :key)
            on conflict do nothing
            """)
        .param("tenant", tenant.value())
        .param(
            "key",
            platform.encrypt(Base64.getEncoder().encodeToString(key), associatedData(tenant)))
        .update();
    return find(tenant).orElseThrow();
  }

  private static String associatedData(TenantId tenant) {
    return tenant + "|tenant_hash_keys|hash_key";
  }
}
