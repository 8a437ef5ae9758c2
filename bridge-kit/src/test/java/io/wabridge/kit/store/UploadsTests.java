package io.wabridge.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.Stores;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Files that desks upload, in a real S3 store. */
class UploadsTests {

  private static final long KB = 1024;

  private final TenantId tenant = new TenantId("tenant-" + Ids.next());
  private final DeskId desk = new DeskId("desk-" + Ids.next());
  private final StoreProperties properties =
      new StoreProperties(
          URI.create(Stores.get().setting("BRIDGE_STORE_ENDPOINT")),
          Stores.get().setting("BRIDGE_STORE_ACCESS_KEY"),
          Secret.of(Stores.get().setting("BRIDGE_STORE_SECRET_KEY")),
          "us-east-1",
          null,
          Duration.ofDays(7),
          DataSize.ofMegabytes(100),
          true);
  private final ObjectStore objects = new StoreConfiguration().objectStore(properties);
  private final MediaStore media =
      new MediaStore(
          objects,
          properties,
          new MediaLinks(
              Secret.of("ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="),
              URI.create("http://localhost:8080"),
              Clock.systemUTC()),
          new HeldKeys());
  private final Uploads uploads = new Uploads(objects, media);
  private final byte[] bytes = random(70_000);

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private Uploads.Upload save(String type, long limit) throws Exception {
    return uploads.save(
        tenant, desk, type, null, new ByteArrayInputStream(bytes), bytes.length, _ -> limit);
  }

  @Test
  void keepsAFileWithItsType() throws Exception {
    var saved = save("audio/ogg", 100 * KB);

    assertThat(saved.mimeType()).isEqualTo("audio/ogg");
    assertThat(saved.bytes()).isEqualTo(bytes.length);
    assertThat(saved.expiresAt())
        .isBetween(
            Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
    assertThat(uploads.find(tenant, desk, saved.id())).contains(saved);
    try (var opened = uploads.open(tenant, desk, saved.id()).orElseThrow()) {
      assertThat(opened.mimeType()).isEqualTo("audio/ogg");
      assertThat(opened.stream().readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void refusesAFileAboveTheLimitOfItsType() {
    assertThatThrownBy(() -> save("audio/ogg", 60 * KB))
        .isInstanceOfSatisfying(
            MediaStore.TooLarge.class, e -> assertThat(e.limit()).isEqualTo(60 * KB));
  }

  @Test
  void isOfItsDeskAlone() throws Exception {
    var id = save("audio/ogg", 100 * KB).id();

    assertThat(uploads.find(tenant, new DeskId("other"), id)).isEmpty();
    assertThat(uploads.find(new TenantId("other"), desk, id)).isEmpty();
    assertThat(uploads.open(tenant, new DeskId("other"), id)).isEmpty();
    assertThat(uploads.find(tenant, desk, "../" + desk + "/" + id)).isEmpty();
    assertThat(uploads.find(tenant, desk, UUID.randomUUID().toString())).isEmpty();
  }

  @Test
  void endsAfterADay() throws Exception {
    var now = save("audio/ogg", 100 * KB).id();
    var expired = savedBefore(Duration.ofHours(25));
    var old = savedBefore(Duration.ofHours(31));

    assertThat(uploads.find(tenant, desk, expired)).isEmpty();
    uploads.removeExpired();

    assertThat(uploads.find(tenant, desk, now)).isPresent();
    assertThat(uploads.open(tenant, desk, expired))
        .as("a message that was accepted in time may still need it")
        .isPresent();
    assertThat(uploads.open(tenant, desk, old)).isEmpty();
  }

  /** An upload whose id says that it was saved so long ago. */
  private String savedBefore(Duration age) throws Exception {
    var at = Instant.now().minus(age).toEpochMilli();
    var id = new UUID(at << 16 | 0x7000L, 0x8000000000000001L).toString();
    media.save(
        Bucket.MEDIA_OUTBOUND,
        tenant + "/uploads/" + desk + "/" + id,
        new MediaBytes.Opened(new ByteArrayInputStream(bytes), "audio/ogg", bytes.length),
        "audio/ogg",
        100 * KB);
    return id;
  }
}
