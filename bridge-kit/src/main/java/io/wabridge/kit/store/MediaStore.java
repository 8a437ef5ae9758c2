package io.wabridge.kit.store;

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
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files of messages: stored as a stream, opened for sending, linked for desks that download
 * themselves.
 */
public final class MediaStore implements MediaBytes {

  private final ObjectStore store;
  private final StoreProperties properties;
  private final MediaLinks links;

  MediaStore(ObjectStore store, StoreProperties properties, MediaLinks links) {
    this.store = store;
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
    return save(bucket, tenant + "/" + message, file, mimeType, limit);
  }

  MediaRef.Stored save(
      Bucket bucket, String key, MediaBytes.Opened file, String mimeType, long limit)
      throws IOException, TooLarge {
    if (file.bytes() > limit) {
      throw new TooLarge(limit);
    }
    var bounded =
        BoundedInputStream.builder().setInputStream(file.stream()).setMaxCount(limit + 1).get();
    var source = new WatchedStream(bounded);
    var digest = new DigestInputStream(source, sha256());
    try {
      store.put(bucket, key, digest, file.bytes(), mimeType);
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
    return store.get(file.bucket(), file.key(), 0, null);
  }

  @Override
  public String link(MediaRef.Stored file, String mimeType, @Nullable String filename) {
    if (properties.publicEndpoint() == null) {
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
