package io.wabridge.kit.store;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.encryption.TenantKeys;
import io.wabridge.model.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys of tenants, in memory. */
final class HeldKeys implements TenantKeys {

  private final Map<TenantId, FieldEncryption> keys = new ConcurrentHashMap<>();

  @Override
  public FieldEncryption toEncrypt(TenantId tenant) {
    return keys.computeIfAbsent(tenant, _ -> FieldEncryption.ofKeyset(FieldEncryption.newKeyset()));
  }

  @Override
  public Optional<FieldEncryption> toDecrypt(TenantId tenant) {
    return Optional.ofNullable(keys.get(tenant));
  }

  void delete(TenantId tenant) {
    keys.remove(tenant);
  }
}
