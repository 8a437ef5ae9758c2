package io.wabridge.kit.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
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
 * Encrypts what lies in the database. Every value is bound to its place (tenant, table, row): moved
 * elsewhere, it no longer opens.
 */
public final class Vault {

  /**
   * The library keeps its source of random numbers by thread, and makes it at great cost; a virtual
   * thread is a new one every time.
   */
  private static final ExecutorService LOCKSMITHS =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("vault-", 0).factory());

  private final Aead aead;

  private Vault(Aead aead) {
    this.aead = aead;
  }

  /**
   * The first key encrypts; all of them (divided by commas) decrypt, so that keys can be rotated.
   */
  public static Vault of(Secret masterKeys) {
    try {
      AeadConfig.register();
      var keys = KeysetHandle.newBuilder();
      var first = true;
      for (var encoded : masterKeys.reveal().split(",")) {
        var bytes = Base64.getDecoder().decode(encoded.strip());
        if (bytes.length != 32) {
          throw new IllegalArgumentException("bridge.master-key must be 32 bytes in Base64");
        }
        // the id is derived from the key, so that any service given the same keys agrees
        var id = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getInt();
        var key =
            AesGcmKey.builder()
                .setParameters(
                    AesGcmParameters.builder()
                        .setKeySizeBytes(32)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.TINK)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .setIdRequirement(id)
                .build();
        var entry = KeysetHandle.importKey(key).withFixedId(id).setStatus(KeyStatus.ENABLED);
        keys.addEntry(first ? entry.makePrimary() : entry);
        first = false;
      }
      return new Vault(keys.build().getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("bridge.master-key cannot be used", e);
    }
  }

  public byte[] lock(String text, String place) {
    var plain = text.getBytes(StandardCharsets.UTF_8);
    var bound = place.getBytes(StandardCharsets.UTF_8);
    var locking = CompletableFuture.supplyAsync(() -> encrypt(plain, bound), LOCKSMITHS);
    try {
      return locking.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("cannot encrypt for " + place, e.getCause());
    }
  }

  private byte[] encrypt(byte[] plain, byte[] bound) {
    try {
      return aead.encrypt(plain, bound);
    } catch (GeneralSecurityException e) {
      throw new CompletionException(e);
    }
  }

  public String open(byte[] locked, String place) {
    try {
      return new String(
          aead.decrypt(locked, place.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "cannot decrypt " + place + ": another master key, or the value was moved", e);
    }
  }
}
