package io.wabridge.kit.client;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The API of state-manager for the tenants' keysets. */
public interface KeysetApi {

  /** The keyset; 404 if the tenant has none. */
  @GetExchange("/internal/tenants/{tenant}/keyset")
  Wrapped keyset(@PathVariable String tenant);

  /** The keyset; a new one if the tenant has none. */
  @PostExchange("/internal/tenants/{tenant}/keyset")
  Wrapped create(@PathVariable String tenant);

  /**
   * A keyset as it is stored, encrypted with the platform's key.
   *
   * @param bytes in Base64 in JSON
   */
  record Wrapped(byte[] bytes) {

    /** Encrypts a keyset for its tenant. */
    public static Wrapped of(Secret keyset, TenantId tenant, FieldEncryption platform) {
      return new Wrapped(platform.encrypt(keyset.reveal(), associatedData(tenant)));
    }

    /** Throws an IllegalStateException if it is of another tenant or platform. */
    public FieldEncryption open(TenantId tenant, FieldEncryption platform) {
      return FieldEncryption.ofKeyset(keyset(tenant, platform));
    }

    /** The keyset itself, for the service that replaces keys. */
    public Secret keyset(TenantId tenant, FieldEncryption platform) {
      return Secret.of(platform.decrypt(bytes, associatedData(tenant)));
    }

    private static String associatedData(TenantId tenant) {
      return tenant + "|tenant_keysets|keyset";
    }
  }
}
