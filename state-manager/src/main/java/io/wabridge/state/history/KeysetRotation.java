package io.wabridge.state.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.kit.ConflictException;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.KeysetApi;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import io.wabridge.state.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives a tenant a new key. The services cache keysets for a minute: until all of them know the new
 * key it only decrypts, then it encrypts. What the earlier keys encrypted stays readable.
 */
@Component
class KeysetRotation {

  private static final Logger log = LoggerFactory.getLogger(KeysetRotation.class);

  /**
   * The keys of a tenant.
   *
   * @param keys how many there are; all decrypt
   * @param rotatedAt since when the newest one encrypts; null: it is the first
   * @param newKeyAt from when on a key that was added will encrypt; null: none was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TenantKeys(int keys, @Nullable Instant rotatedAt, @Nullable Instant newKeyAt) {}

  private final JdbcClient db;
  private final FieldEncryption platform;
  private final Duration knownAfter;

  KeysetRotation(
      JdbcClient db,
      FieldEncryption platform,
      @Value("${bridge.keys.known-after:2m}") Duration knownAfter) {
    this.db = db;
    this.platform = platform;
    this.knownAfter = knownAfter;
  }

  TenantKeys of(TenantId tenant) {
    return db.sql(
            """
            select keyset, rotated_at, promote_at from tenant_keysets where tenant_id = :tenant
            """)
        .param("tenant", tenant.value())
        .query((row, _) ->
            new TenantKeys(
                new KeysetApi.Wrapped(row.getBytes("keyset"))
                    .open(tenant, platform)
                    .keyIds()
                    .size(),
                Columns.instant(row, "rotated_at"),
                Columns.instant(row, "promote_at")))
        .optional()
        .orElseThrow(() -> new NotFoundException("The tenant has no keys yet."));
  }

  /** Adds a key that will encrypt when all services know it. */
  @Transactional
  public TenantKeys rotate(TenantId tenant) {
    if (of(tenant).newKeyAt() != null) {
      throw new ConflictException("A new key was added already, and is about to be used.");
    }
    change(tenant, FieldEncryption::withNewKey);
    db.sql(
            """
            update tenant_keysets set promote_at = now() + :after * interval '1 millisecond'
            where tenant_id = :tenant
            """)
        .param("after", knownAfter.toMillis())
        .param("tenant", tenant.value())
        .update();
    return of(tenant);
  }

  @Scheduled(fixedDelayString = "${bridge.keys.every:10s}", initialDelay = 10_000)
  @Transactional
  public void useNewKeys() {
    for (var tenant : due()) {
      change(tenant, FieldEncryption::withNewestFirst);
      db.sql(
              """
              update tenant_keysets set promote_at = null, rotated_at = now()
              where tenant_id = :tenant
              """)
          .param("tenant", tenant.value())
          .update();
      log.atInfo().addKeyValue("tenant", tenant).log("the tenant's new key encrypts from now on");
    }
  }

  private List<TenantId> due() {
    return db.sql(
            """
            select tenant_id from tenant_keysets where promote_at <= now()
            for update skip locked
            """)
        .query((row, _) -> new TenantId(row.getString("tenant_id")))
        .list();
  }

  private void change(TenantId tenant, UnaryOperator<Secret> change) {
    var stored =
        db.sql("select keyset from tenant_keysets where tenant_id = :tenant for update")
            .param("tenant", tenant.value())
            .query((row, _) -> new KeysetApi.Wrapped(row.getBytes("keyset")))
            .single();
    var changed = change.apply(stored.keyset(tenant, platform));
    db.sql("update tenant_keysets set keyset = :keyset where tenant_id = :tenant")
        .param("keyset", KeysetApi.Wrapped.of(changed, tenant, platform).bytes())
        .param("tenant", tenant.value())
        .update();
  }
}
