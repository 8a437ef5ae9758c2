package io.wabridge.kit.store;

import io.wabridge.kit.encryption.TenantKeys;
import io.wabridge.model.Direction;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.MessageId;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files of messages: stored as a stream, opened for sending, linked for desks that download
 * themselves.
 */
public final class MediaStore implements MediaBytes {

  private static final String ANY_TYPE = "application/octet-stream";

  private final ObjectStore store;
  private final EncryptedObjects objects;
  private final StoreProperties properties;
  private final MediaLinks links;

  MediaStore(ObjectStore store, StoreProperties properties, MediaLinks links, TenantKeys keys) {
    this.store = store;
    this.objects = new EncryptedObjects(store, keys);
    this.properties = properties;
    this.links = links;
  }

  /** The file is larger than allowed; nothing was stored. */
  public static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;

    private final long limit;

    TooLarge(long limit) {
      super("larger than " + limit / 1024 / 1024 + " MB");
      this.limit = limit;
    }

    /** In bytes. */
    public long limit() {
      return limit;
    }
  }

  /** Stores a file of a message; a second call replaces the first. */
  public MediaRef.Stored save(
      TenantId tenant,
      MessageId message,
      Direction direction,
      MediaBytes.Opened file,
      String mimeType,
      long limit)
      throws IOException, TooLarge {
    var bucket =
        switch (direction) {
          case INBOUND -> Bucket.MEDIA_INBOUND;
          case OUTBOUND -> Bucket.MEDIA_OUTBOUND;
        };
    return save(
        bucket, tenant + "/" + message, file, properties.encrypt() ? ANY_TYPE : mimeType, limit);
  }

  /** The keys under which a file of a message may be. */
  public static List<String> keys(TenantId tenant, String message) {
    return keys(tenant + "/" + message);
  }

  /** The keys under which an object of this name may be: encrypted, or plain. */
  static List<String> keys(String name) {
    return List.of(name + EncryptedObjects.ENDING, name);
  }

  MediaRef.Stored save(
      Bucket bucket, String name, MediaBytes.Opened file, String mimeType, long limit)
      throws IOException, TooLarge {
    if (file.bytes() > limit) {
      throw new TooLarge(limit);
    }
    var key = properties.encrypt() ? name + EncryptedObjects.ENDING : name;
    var bounded =
        BoundedInputStream.builder()
            .setInputStream(file.stream())
            .setMaxCount(file.bytes() < 0 ? limit + 1 : file.bytes())
            .get();
    var source = new WatchedStream(bounded);
    var digest = new DigestInputStream(source, sha256());
    try {
      objects.put(bucket, key, digest, file.bytes(), mimeType);
    } catch (StoreUnavailable e) {
      // the store's client throws the same for a failed write and a failed read
      throw source.broken() == null ? e : source.broken();
    }
    if (bounded.getCount() > limit) {
      store.remove(bucket.bucketName(), key);
      throw new TooLarge(limit);
    }
    return new MediaRef.Stored(
        bucket.bucketName(),
        key,
        bounded.getCount(),
        HexFormat.of().formatHex(digest.getMessageDigest().digest()));
  }

  /** Deletes a file that is not needed. */
  public void remove(MediaRef.Stored file) throws IOException {
    store.remove(file.bucket(), file.key());
  }

  @Override
  public InputStream open(MediaRef.Stored file) throws IOException {
    return find(file.bucket(), file.key())
        .orElseThrow(() ->
            new StoreUnavailable(
                "the store did not return " + file.bucket() + "/" + file.key(), null))
        .bytes();
  }

  /** The whole file, decrypted; empty if it does not exist, or its tenant's key was deleted. */
  public Optional<ObjectStore.Found> find(String bucket, String key) throws IOException {
    return objects.find(bucket, key);
  }

  /** So many bytes of a file from a position on, decrypted. */
  public InputStream part(String bucket, String key, long from, long length) throws IOException {
    return objects.part(bucket, key, from, length);
  }

  /** The size of a file, or -1 if there is none. */
  public long size(String bucket, String key) throws IOException {
    return describe(bucket, key).map(ObjectStore.Described::size).orElse(-1L);
  }

  Optional<ObjectStore.Described> describe(String bucket, String key) throws IOException {
    return objects.describe(bucket, key);
  }

  @Override
  public String link(MediaRef.Stored file, String mimeType, @Nullable String filename) {
    // the store cannot decrypt
    if (properties.publicEndpoint() == null || EncryptedObjects.isEncrypted(file.key())) {
      return links.sign(
          new MediaLinks.Target(
              file.bucket(), file.key(), mimeType, filename == null ? "" : filename),
          properties.linkLife());
    }
    try {
      return store.presigned(file.bucket(), file.key(), mimeType, properties.linkLife());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
