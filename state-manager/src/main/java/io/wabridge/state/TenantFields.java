package io.wabridge.state;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.encryption.TenantKeys;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Encrypts fields of tables with the tenant's key, so that they are unreadable without it, and
 * binds each to its tenant, table, column and row. What has no tenant, or one without a key, is
 * encrypted with the platform's key.
 */
@Component
public class TenantFields {

  /**
   * Where a value is stored.
   *
   * @param tenant null: of none, or it is not known
   * @param column with its table, as "held|envelope"
   * @param row what names the row
   * @param before how an earlier version named the place; it did not name the row
   */
  public record Place(@Nullable TenantId tenant, String column, String row, String before) {

    /** The envelope of a held row, which the reader, conversation and key name. */
    public static Place held(
        String tenant, String reader, String conversation, String idempotencyKey) {
      return new Place(
          new TenantId(tenant),
          "held|envelope",
          String.join("|", reader, conversation, idempotencyKey),
          "held|" + reader);
    }

    /** The envelope of a parked row. */
    public static Place parked(@Nullable String tenant, String id) {
      return new Place(
          tenant == null ? null : new TenantId(tenant), "parked|envelope", id, "parked|" + id);
    }

    /** The beginning of a message. */
    public static Place excerpt(TenantId tenant, String message) {
      return new Place(
          tenant, "message_tracking|excerpt", message, tenant + "|message_tracking|excerpt");
    }

    private String associatedData() {
      return (tenant == null ? "" : tenant) + "|" + column + "|" + row;
    }
  }

  private final TenantKeys keys;
  private final FieldEncryption platform;

  public TenantFields(TenantKeys keys, FieldEncryption platform) {
    this.keys = keys;
    this.platform = platform;
  }

  public byte[] encrypt(String text, Place place) {
    return ofTenant(place).orElse(platform).encrypt(text, place.associatedData());
  }

  /** Throws an IllegalStateException if it was moved, or the key that it needs was deleted. */
  public String decrypt(byte[] ciphertext, Place place) {
    var tenantKeys = ofTenant(place);
    if (tenantKeys.isPresent() && tenantKeys.get().hasKeyOf(ciphertext)) {
      return tenantKeys.get().decrypt(ciphertext, place.associatedData());
    }
    try {
      return platform.decrypt(ciphertext, place.associatedData());
    } catch (IllegalStateException e) {
      return platform.decrypt(ciphertext, place.before());
    }
  }

  /** The same value, encrypted with the keys that are used now. */
  public byte[] renewed(byte[] ciphertext, Place place) {
    return encrypt(decrypt(ciphertext, place), place);
  }

  private Optional<FieldEncryption> ofTenant(Place place) {
    if (place.tenant() == null) {
      return Optional.empty();
    }
    try {
      return keys.toDecrypt(place.tenant());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
