package io.wabridge.kit.encryption;

import io.wabridge.model.TenantId;
import java.io.IOException;
import java.util.Optional;

/** The keysets of the tenants: without one, everything that it encrypts is unreadable. */
public interface TenantKeys {

  /**
   * The tenant's keyset, to encrypt; a new one if it has none.
   *
   * @throws IOException the keys cannot be read now
   */
  FieldEncryption toEncrypt(TenantId tenant) throws IOException;

  /**
   * The tenant's keyset, to decrypt; empty if it has none.
   *
   * @throws IOException the keys cannot be read now
   */
  Optional<FieldEncryption> toDecrypt(TenantId tenant) throws IOException;
}
