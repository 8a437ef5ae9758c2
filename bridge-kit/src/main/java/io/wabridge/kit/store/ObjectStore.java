package io.wabridge.kit.store;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The S3 store, limited to operations that every S3 store has. The client throws an
 * IllegalStateException if the store is unavailable.
 */
public final class ObjectStore {

  private static final long PART = 10L * 1024 * 1024;

  private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchBucket", "NoSuchObject");

  private final MinioClient client;
  private final MinioClient outside;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  ObjectStore(MinioClient client, MinioClient outside) {
    this.client = client;
    this.outside = outside;
  }

  /**
   * The object under a key; the size is -1 if the store does not report it.
   *
   * @param mimeType the type it was stored with; null if the store does not report it
   */
  public record Found(InputStream bytes, long size, @Nullable String mimeType)
      implements Closeable {
    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }

  /** Writes a stream, part by part; never the whole file in memory. Bytes may be -1 for unknown. */
  public void put(Bucket bucket, String key, InputStream bytes, long length, String mimeType)
      throws IOException {
    try {
      make(bucket.bucketName());
      client.putObject(
          PutObjectArgs.builder().bucket(bucket.bucketName()).object(key).stream(
                  bytes, length < 0 ? null : length, length < 0 ? PART : null)
              .contentType(mimeType)
              .build());
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailable("the store did not accept " + bucket.bucketName() + "/" + key, e);
    }
  }

  public InputStream get(String bucket, String key, long offset, @Nullable Long length)
      throws IOException {
    try {
      var request = GetObjectArgs.builder().bucket(bucket).object(key);
      if (offset > 0 || length != null) {
        request.offset(offset);
      }
      if (length != null) {
        request.length(length);
      }
      return client.getObject(request.build());
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailable("the store did not return " + bucket + "/" + key, e);
    }
  }

  /** The whole object with its size; empty if there is no such object. */
  public Optional<Found> find(String bucket, String key) throws IOException {
    try {
      var got = client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build());
      var size = got.headers().get("Content-Length");
      return Optional.of(
          new Found(
              got, size == null ? -1 : Long.parseLong(size), got.headers().get("Content-Type")));
    } catch (MinioException | IllegalStateException e) {
      if (isAbsent(e)) {
        return Optional.empty();
      }
      throw new StoreUnavailable("the store did not return " + bucket + "/" + key, e);
    }
  }

  /** The store's answer is that there is no such object, and not that it cannot answer now. */
  private static boolean isAbsent(Exception problem) {
    return problem instanceof ErrorResponseException answered
        && ABSENT.contains(answered.errorResponse().code());
  }

  /** Deletes an object, if there is one. */
  public void remove(String bucket, String key) throws IOException {
    try {
      client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailable("the store did not delete " + bucket + "/" + key, e);
    }
  }

  /** The keys with this prefix, in order. */
  List<String> list(Bucket bucket, String prefix) throws IOException {
    return names(bucket, prefix, true);
  }

  /** The parts of all keys before the first slash. */
  List<String> folders(Bucket bucket) throws IOException {
    return names(bucket, "", false).stream()
        .filter(name -> name.endsWith("/"))
        .map(name -> name.substring(0, name.length() - 1))
        .toList();
  }

  /** The folders directly in a folder, each ending with a slash. */
  List<String> folders(Bucket bucket, String folder) throws IOException {
    return names(bucket, folder, false).stream().filter(name -> name.endsWith("/")).toList();
  }

  private List<String> names(Bucket bucket, String prefix, boolean deep) throws IOException {
    try {
      make(bucket.bucketName());
      var names = new ArrayList<String>();
      for (var found :
          client.listObjects(
              ListObjectsArgs.builder()
                  .bucket(bucket.bucketName())
                  .prefix(prefix)
                  .recursive(deep)
                  .build())) {
        names.add(found.get().objectName());
      }
      return names;
    } catch (MinioException | IllegalStateException e) {
      throw new IOException("the store did not list " + bucket.bucketName(), e);
    }
  }

  /** Size and type of an object, without its bytes. */
  record Described(long size, String mimeType) {}

  /** Empty if there is no such object. */
  Optional<Described> describe(String bucket, String key) throws IOException {
    try {
      var found = client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build());
      return Optional.of(new Described(found.size(), found.contentType()));
    } catch (MinioException | IllegalStateException e) {
      if (isAbsent(e)) {
        return Optional.empty();
      }
      throw new StoreUnavailable("the store is unavailable", e);
    }
  }

  /** The size, or -1 if there is no such object. */
  public long size(String bucket, String key) throws IOException {
    return describe(bucket, key).map(Described::size).orElse(-1L);
  }

  /** A presigned address, if the store has a public endpoint. */
  String presigned(String bucket, String key, String mimeType, Duration life) throws IOException {
    try {
      return outside.getPresignedObjectUrl(
          GetPresignedObjectUrlArgs.builder()
              .method(Http.Method.GET)
              .bucket(bucket)
              .object(key)
              .expiry((int) life.toSeconds(), TimeUnit.SECONDS)
              .extraQueryParams(Map.of("response-content-type", mimeType))
              .build());
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailable("cannot sign a link", e);
    }
  }

  private void make(String bucket) throws MinioException {
    if (known.contains(bucket)) {
      return;
    }
    if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
      try {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
      } catch (ErrorResponseException e) {
        if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
          throw e;
        }
      }
    }
    known.add(bucket);
  }
}
