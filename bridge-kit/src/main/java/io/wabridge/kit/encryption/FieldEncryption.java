package io.wabridge.kit.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.wabridge.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Encrypts fields of the database. Every value is bound to its tenant, table and row: a value that
 * was moved cannot be decrypted.
 */
public final class FieldEncryption {

  /**
   * The library keeps a random source per thread, which is expensive to create; every virtual
   * thread would create its own.
   */
  private static final ExecutorService ENCRYPTION_EXECUTOR =
      Executors.newFixedThreadPool(
          2, Thread.ofPlatform().daemon().name("encryption-", 0).factory());

  private static final AesGcmParameters AES_256_GCM = parameters();

  private final Aead aead;

  private FieldEncryption(Aead aead) {
    this.aead = aead;
  }

  /**
   * The first key encrypts; all keys (separated by commas) decrypt, so that keys can be rotated.
   */
  public static FieldEncryption of(Secret masterKeys) {
    try {
      AeadConfig.register();
      var keys = KeysetHandle.newBuilder();
      var first = true;
      for (var encoded : masterKeys.reveal().split(",")) {
        var bytes = Base64.getDecoder().decode(encoded.strip());
        if (bytes.length != 32) {
          throw new IllegalArgumentException("bridge.master-key must be 32 bytes in Base64");
        }
        // derived from the key, so that all services with the same keys use the same id
        var id = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getInt();
        var key =
            AesGcmKey.builder()
                .setParameters(AES_256_GCM)
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .setIdRequirement(id)
                .build();
        var entry = KeysetHandle.importKey(key).withFixedId(id).setStatus(KeyStatus.ENABLED);
        keys.addEntry(first ? entry.makePrimary() : entry);
        first = false;
      }
      return new FieldEncryption(
          keys.build().getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("bridge.master-key is not usable", e);
    }
  }

  /** A new keyset with one random key; it must be stored encrypted. */
  public static Secret newKeyset() {
    try {
      AeadConfig.register();
      return Secret.of(
          Base64.getEncoder()
              .encodeToString(
                  TinkProtoKeysetFormat.serializeKeyset(
                      KeysetHandle.generateNew(AES_256_GCM), InsecureSecretKeyAccess.get())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot create a keyset", e);
    }
  }

  /** Encrypts with a keyset of {@link #newKeyset}. */
  public static FieldEncryption ofKeyset(Secret keyset) {
    try {
      AeadConfig.register();
      return new FieldEncryption(
          TinkProtoKeysetFormat.parseKeyset(
                  Base64.getDecoder().decode(keyset.reveal()), InsecureSecretKeyAccess.get())
              .getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset is not usable", e);
    }
  }

  private static AesGcmParameters parameters() {
    try {
      return AesGcmParameters.builder()
          .setKeySizeBytes(32)
          .setIvSizeBytes(12)
          .setTagSizeBytes(16)
          .setVariant(AesGcmParameters.Variant.TINK)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] encrypt(String text, String associatedData) {
    var plain = text.getBytes(StandardCharsets.UTF_8);
    var associatedBytes = associatedData.getBytes(StandardCharsets.UTF_8);
    var encryption =
        CompletableFuture.supplyAsync(() -> encrypt(plain, associatedBytes), ENCRYPTION_EXECUTOR);
    try {
      return encryption.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("cannot encrypt for " + associatedData, e.getCause());
    }
  }

  private byte[] encrypt(byte[] plain, byte[] associatedBytes) {
    try {
      return aead.encrypt(plain, associatedBytes);
    } catch (GeneralSecurityException e) {
      throw new CompletionException(e);
    }
  }

  public String decrypt(byte[] ciphertext, String associatedData) {
    try {
      return new String(
          aead.decrypt(ciphertext, associatedData.getBytes(StandardCharsets.UTF_8)),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "cannot decrypt " + associatedData + ": the master key differs, or the value was moved",
          e);
    }
  }
}
