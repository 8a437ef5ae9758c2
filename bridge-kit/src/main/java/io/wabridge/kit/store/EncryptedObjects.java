package io.wabridge.kit.store;

import io.wabridge.kit.encryption.StreamEncryption;
import io.wabridge.kit.encryption.TenantKeys;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * Objects whose keys end with {@value #ENDING} are encrypted with their tenant's key, and bound to
 * bucket and key; sizes and positions are those of the plain bytes. Other objects are plain: an
 * earlier version wrote them, or encryption is off.
 */
final class EncryptedObjects {

  static final String ENDING = ".enc";

  private final ObjectStore store;
  private final TenantKeys keys;

  EncryptedObjects(ObjectStore store, TenantKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  static boolean isEncrypted(String key) {
    return key.endsWith(ENDING);
  }

  /** Bytes may be -1 for unknown; not more than so many are read. */
  void put(Bucket bucket, String key, InputStream bytes, long length, String mimeType)
      throws IOException {
    if (!isEncrypted(key)) {
      store.put(bucket, key, bytes, length, mimeType);
      return;
    }
    var encrypted =
        keys.toEncrypt(tenant(key)).streams().encrypted(bytes, place(bucket.bucketName(), key));
    store.put(
        bucket, key, encrypted, length < 0 ? -1 : StreamEncryption.encryptedSize(length), mimeType);
  }

  /** The whole object; empty if there is none, or its tenant's key was deleted. */
  Optional<ObjectStore.Found> find(String bucket, String key) throws IOException {
    if (!isEncrypted(key)) {
      return store.find(bucket, key);
    }
    var encryption = encryption(key);
    if (encryption.isEmpty()) {
      return Optional.empty();
    }
    var found = store.find(bucket, key);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ObjectStore.Found(
                encryption.get().decrypted(found.get().bytes(), place(bucket, key)),
                StreamEncryption.plainSize(found.get().size()),
                found.get().mimeType()));
  }

  /** So many bytes from a position on. */
  InputStream part(String bucket, String key, long from, long length) throws IOException {
    if (!isEncrypted(key)) {
      return store.get(bucket, key, from, length);
    }
    var encryption =
        encryption(key).orElseThrow(() -> new IOException("the tenant of " + key + " has no key"));
    var size = store.size(bucket, key);
    var object =
        new ObjectChannel(
            store,
            new ObjectChannel.Range(
                bucket,
                key,
                size,
                StreamEncryption.segmentOf(from),
                Math.min(size, StreamEncryption.segmentAfter(from + length - 1))));
    return BoundedInputStream.builder()
        .setInputStream(new DecryptedPart(encryption, object, place(bucket, key), from))
        .setMaxCount(length)
        .get();
  }

  /** Size and type of an object; empty if there is none. */
  Optional<ObjectStore.Described> describe(String bucket, String key) throws IOException {
    var found = store.describe(bucket, key);
    return isEncrypted(key)
        ? found.map(one ->
            new ObjectStore.Described(StreamEncryption.plainSize(one.size()), one.mimeType()))
        : found;
  }

  private Optional<StreamEncryption> encryption(String key) throws IOException {
    return keys.toDecrypt(tenant(key)).map(tenantKeys -> tenantKeys.streams());
  }

  private static TenantId tenant(String key) {
    return new TenantId(key.substring(0, key.indexOf('/')));
  }

  private static String place(String bucket, String key) {
    return bucket + "|" + key;
  }
}
