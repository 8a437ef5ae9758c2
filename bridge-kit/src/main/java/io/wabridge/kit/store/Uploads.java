package io.wabridge.kit.store;

import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Files that a desk uploads before it names them in messages. Each message gets a copy, so an
 * upload is deleted after its time, used or not. Its id begins with the time of the upload.
 */
public final class Uploads {

  /** How long an upload can be named in a message. */
  public static final Duration LIFE = Duration.ofHours(24);

  /** Messages that were accepted in time may still wait for their file. */
  private static final Duration KEPT = LIFE.plusHours(6);

  private static final Bucket BUCKET = Bucket.MEDIA_OUTBOUND;
  private static final String FOLDER = "uploads/";

  private final ObjectStore objects;
  private final MediaStore media;

  Uploads(ObjectStore objects, MediaStore media) {
    this.objects = objects;
    this.media = media;
  }

  /** An upload that can be used. */
  public record Upload(String id, String mimeType, long bytes, Instant expiresAt) {}

  /**
   * Stores a file.
   *
   * @param announced its type as the desk says; null if it does not
   * @param length in bytes, or -1
   * @param limit the largest size of a type
   * @throws MediaStore.TooLarge nothing was stored
   */
  public Upload save(
      TenantId tenant,
      DeskId desk,
      @Nullable String announced,
      @Nullable String filename,
      InputStream file,
      long length,
      ToLongFunction<String> limit)
      throws IOException, MediaStore.TooLarge {
    var head = file.readNBytes(FileTypes.HEAD);
    var type =
        FileTypes.of(announced == null ? FileTypes.UNKNOWN : announced, null, filename, head);
    var id = Ids.next();
    var whole = new SequenceInputStream(new ByteArrayInputStream(head), file);
    var saved =
        media.save(
            BUCKET,
            name(tenant, desk, id),
            new MediaBytes.Opened(whole, type, length),
            type,
            limit.applyAsLong(FileTypes.bare(type)));
    return new Upload(id, type, saved.bytes(), expiry(id).orElseThrow());
  }

  /** An upload of this desk; empty if there is none, or its time is over. */
  public Optional<Upload> find(TenantId tenant, DeskId desk, String id) throws IOException {
    var expiry = expiry(id).filter(at -> Instant.now().isBefore(at));
    if (expiry.isEmpty()) {
      return Optional.empty();
    }
    for (var key : MediaStore.keys(name(tenant, desk, id))) {
      var found = media.describe(BUCKET.bucketName(), key);
      if (found.isPresent()) {
        return found.map(one -> new Upload(id, one.mimeType(), one.size(), expiry.get()));
      }
    }
    return Optional.empty();
  }

  /** Opens an upload of this desk; empty if there is none any more. */
  Optional<MediaBytes.Opened> open(TenantId tenant, DeskId desk, String id) throws IOException {
    if (expiry(id).isEmpty()) {
      return Optional.empty();
    }
    for (var key : MediaStore.keys(name(tenant, desk, id))) {
      var found = media.find(BUCKET.bucketName(), key);
      if (found.isPresent()) {
        return found.map(one -> new MediaBytes.Opened(one.bytes(), one.mimeType(), one.size()));
      }
    }
    return Optional.empty();
  }

  /** Deletes the uploads whose time is over; returns how many there were. */
  public int removeExpired() throws IOException {
    var removed = 0;
    for (var tenant : objects.folders(BUCKET)) {
      for (var key : objects.list(BUCKET, tenant + "/" + FOLDER)) {
        var created = expiry(id(key)).map(at -> at.minus(LIFE));
        if (created.isEmpty() || created.get().plus(KEPT).isBefore(Instant.now())) {
          objects.remove(BUCKET.bucketName(), key);
          removed++;
        }
      }
    }
    return removed;
  }

  private static String id(String key) {
    var name = key.substring(key.lastIndexOf('/') + 1);
    return EncryptedObjects.isEncrypted(name)
        ? name.substring(0, name.length() - EncryptedObjects.ENDING.length())
        : name;
  }

  private static String name(TenantId tenant, DeskId desk, String id) {
    return tenant + "/" + FOLDER + desk + "/" + id;
  }

  /** Empty if it is not one of our ids. */
  private static Optional<Instant> expiry(String id) {
    try {
      var parsed = UUID.fromString(id);
      return parsed.version() == 7 && parsed.toString().equals(id)
          ? Optional.of(Instant.ofEpochMilli(parsed.getMostSignificantBits() >>> 16).plus(LIFE))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
