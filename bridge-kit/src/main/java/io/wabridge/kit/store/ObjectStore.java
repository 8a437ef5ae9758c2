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
 * The S3 store, in the words we need: only what every S3 store can do. The client says that nobody
 * answers with an IllegalStateException.
 */
public final class ObjectStore {

  private static final long PART = 10L * 1024 * 1024;

  private final MinioClient client;
  private final MinioClient outside;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  ObjectStore(MinioClient client, MinioClient outside) {
    this.client = client;
    this.outside = outside;
  }

  /** What there is under a key; the size is -1 when the store does not say it. */
  public record Found(InputStream bytes, long size) implements Closeable {
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
      throw new StoreUnavailable("the store did not take " + bucket.bucketName() + "/" + key, e);
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
      throw new StoreUnavailable("the store did not give " + bucket + "/" + key, e);
    }
  }

  /** The whole of it with its size; nothing when there is no such object. */
  public Optional<Found> find(String bucket, String key) throws IOException {
    try {
      var got = client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build());
      var size = got.headers().get("Content-Length");
      return Optional.of(new Found(got, size == null ? -1 : Long.parseLong(size)));
    } catch (ErrorResponseException e) {
      return Optional.empty();
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailable("the store did not give " + bucket + "/" + key, e);
    }
  }

  void remove(String bucket, String key) throws IOException {
    try {
      client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailable("the store did not remove " + bucket + "/" + key, e);
    }
  }

  /** The keys that begin so, in their order. */
  List<String> list(Bucket bucket, String prefix) throws IOException {
    return names(bucket, prefix, true);
  }

  /** What stands before the first slash of any key. */
  List<String> folders(Bucket bucket) throws IOException {
    return names(bucket, "", false).stream()
        .filter(name -> name.endsWith("/"))
        .map(name -> name.substring(0, name.length() - 1))
        .toList();
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
      throw new IOException("the store does not list " + bucket.bucketName(), e);
    }
  }

  /** The size, or -1 when there is no such object. */
  public long size(String bucket, String key) throws IOException {
    try {
      return client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()).size();
    } catch (ErrorResponseException e) {
      return -1;
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailable("the store does not answer", e);
    }
  }

  /**
   * An address that works for a while without credentials, where the store has a public address.
   */
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
