package io.wabridge.kit.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import com.google.crypto.tink.util.SecretBytes;
import io.wabridge.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

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

  private static final int KEY_BYTES = 32;

  /** A ciphertext begins with a one and the id of its key. */
  private static final int PREFIX_BYTES = 5;

  /** Tenant, table and column. */
  private static final int NAMED_PARTS = 3;

  private final KeysetHandle keys;
  private final Aead aead;

  private FieldEncryption(KeysetHandle keys) throws GeneralSecurityException {
    this.keys = keys;
    this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
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
        if (bytes.length != KEY_BYTES) {
          throw new IllegalArgumentException("bridge.master-key must be 32 bytes in Base64");
        }
        // derived from the key, so that all services with the same keys use the same id
        var id = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getInt();
        var entry = KeysetHandle.importKey(key(bytes, id)).withFixedId(id);
        entry.setStatus(KeyStatus.ENABLED);
        keys.addEntry(first ? entry.makePrimary() : entry);
        first = false;
      }
      return new FieldEncryption(keys.build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("bridge.master-key is not usable", e);
    }
  }

  /** A new keyset with one random key; it must be stored encrypted. */
  public static Secret newKeyset() {
    try {
      AeadConfig.register();
      return serialized(KeysetHandle.newBuilder(KeysetHandle.generateNew(AES_256_GCM)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot create a keyset", e);
    }
  }

  /** Encrypts with a keyset of {@link #newKeyset}. */
  public static FieldEncryption ofKeyset(Secret keyset) {
    try {
      AeadConfig.register();
      return new FieldEncryption(parsed(keyset));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset is not usable", e);
    }
  }

  /**
   * A keyset of {@link #newKeyset} with one more key, which only decrypts until it is {@linkplain
   * #withNewestFirst first}: all that use the keyset have to know the key before.
   */
  public static Secret withNewKey(Secret keyset) {
    try {
      AeadConfig.register();
      return serialized(
          KeysetHandle.newBuilder(parsed(keyset))
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(AES_256_GCM)
                      .withRandomId()
                      .setStatus(KeyStatus.ENABLED)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset is not usable", e);
    }
  }

  /** The keyset with its newest key as the one that encrypts. */
  public static Secret withNewestFirst(Secret keyset) {
    try {
      AeadConfig.register();
      var builder = KeysetHandle.newBuilder(parsed(keyset));
      builder.getAt(builder.size() - 1).makePrimary();
      return serialized(builder);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset is not usable", e);
    }
  }

  private static KeysetHandle parsed(Secret keyset) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseKeyset(
        Base64.getDecoder().decode(keyset.reveal()), InsecureSecretKeyAccess.get());
  }

  private static Secret serialized(KeysetHandle.Builder keys) throws GeneralSecurityException {
    return Secret.of(
        Base64.getEncoder()
            .encodeToString(
                TinkProtoKeysetFormat.serializeKeyset(
                    keys.build(), InsecureSecretKeyAccess.get())));
  }

  /**
   * The same number of keys for one purpose, each derived from one of these (HKDF-SHA-256): what
   * one purpose's keys encrypt, those of another cannot decrypt.
   */
  public FieldEncryption derived(String purpose) {
    try {
      var derived = KeysetHandle.newBuilder();
      for (var i = 0; i < keys.size(); i++) {
        var from = keys.getAt(i);
        var entry =
            KeysetHandle.importKey(key(derivedBytes(from, purpose), from.getId()))
                .withFixedId(from.getId())
                .setStatus(from.getStatus());
        derived.addEntry(from.isPrimary() ? entry.makePrimary() : entry);
      }
      return new FieldEncryption(derived.build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot derive keys", e);
    }
  }

  /** Encrypts streams with keys that are derived from these. */
  public StreamEncryption streams() {
    try {
      StreamingAeadConfig.register();
      var derived = KeysetHandle.newBuilder();
      for (var i = 0; i < keys.size(); i++) {
        var from = keys.getAt(i);
        var entry =
            KeysetHandle.importKey(
                    StreamEncryption.key(
                        SecretBytes.copyFrom(
                            derivedBytes(from, "streams"), InsecureSecretKeyAccess.get())))
                .withFixedId(from.getId())
                .setStatus(from.getStatus());
        derived.addEntry(from.isPrimary() ? entry.makePrimary() : entry);
      }
      return new StreamEncryption(
          derived.build().getPrimitive(RegistryConfiguration.get(), StreamingAead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot derive keys", e);
    }
  }

  private static byte[] derivedBytes(KeysetHandle.Entry from, String purpose)
      throws GeneralSecurityException {
    if (!(from.getKey() instanceof AesGcmKey key)) {
      throw new GeneralSecurityException("the key is not one of AES-GCM");
    }
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract()
                .addIKM(key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()))
                .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
  }

  private static AesGcmKey key(byte[] bytes, int id) throws GeneralSecurityException {
    return AesGcmKey.builder()
        .setParameters(AES_256_GCM)
        .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
        .setIdRequirement(id)
        .build();
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

  /** The id of the key that encrypts, in hex; a ciphertext has it in its second to fifth byte. */
  public String keyId() {
    return hex(keys.getPrimary().getId());
  }

  /** The ids of all keys, in hex. */
  public List<String> keyIds() {
    return IntStream.range(0, keys.size()).mapToObj(i -> hex(keys.getAt(i).getId())).toList();
  }

  /** The ids of the keys that only decrypt, in hex. */
  public List<String> olderKeyIds() {
    return keyIds().stream().filter(id -> !id.equals(keyId())).toList();
  }

  private static String hex(int id) {
    return HexFormat.of().toHexDigits(id);
  }

  /** Whether one of these keys encrypted it. */
  public boolean hasKeyOf(byte[] ciphertext) {
    return ciphertext.length > PREFIX_BYTES
        && IntStream.range(0, keys.size())
            .anyMatch(i -> keys.getAt(i).getId() == keyIdOf(ciphertext));
  }

  private static int keyIdOf(byte[] ciphertext) {
    return ByteBuffer.wrap(ciphertext, 1, Integer.BYTES).getInt();
  }

  /** Whether the first key encrypted it, and not one that is being replaced. */
  public boolean isCurrent(byte[] ciphertext) {
    return ciphertext.length > PREFIX_BYTES && keyIdOf(ciphertext) == keys.getPrimary().getId();
  }

  public byte[] encrypt(String text, String associatedData) {
    return encrypt(text.getBytes(StandardCharsets.UTF_8), associatedData);
  }

  public byte[] encrypt(byte[] plain, String associatedData) {
    var associatedBytes = associatedData.getBytes(StandardCharsets.UTF_8);
    return onEncryptionThread(() -> aead.encrypt(plain, associatedBytes));
  }

  /** Runs what needs random numbers. */
  static <T> T onEncryptionThread(Callable<T> encryption) {
    try {
      return CompletableFuture.supplyAsync(
              () -> {
                try {
                  return encryption.call();
                } catch (Exception e) {
                  throw new CompletionException(e);
                }
              },
              ENCRYPTION_EXECUTOR)
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException("cannot encrypt", e.getCause());
    }
  }

  public String decrypt(byte[] ciphertext, String associatedData) {
    return new String(decryptBytes(ciphertext, associatedData), StandardCharsets.UTF_8);
  }

  /** Throws an IllegalStateException if it was encrypted with other keys or for another place. */
  public byte[] decryptBytes(byte[] ciphertext, String associatedData) {
    try {
      return aead.decrypt(ciphertext, associatedData.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "cannot decrypt "
              + named(associatedData)
              + ": the master key differs, or the value was moved",
          e);
    }
  }

  /** Without what names the row, which may be a number. */
  private static String named(String associatedData) {
    var parts = associatedData.split("[|]", NAMED_PARTS + 1);
    return String.join("|", Arrays.asList(parts).subList(0, Math.min(parts.length, NAMED_PARTS)));
  }
}
