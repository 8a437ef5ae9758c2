package io.wabridge.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.model.Direction;
import io.wabridge.model.Ids;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.MessageId;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.TcpProxy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Files are streamed through a real S3 store and come out unchanged. */
class MediaStoreTests {

  private static final TenantId TENANT = new TenantId("tenant-" + Ids.next());
  private static final long MB = 1024 * 1024;

  private final StoreProperties properties =
      properties(URI.create(Stores.get().setting("BRIDGE_STORE_ENDPOINT")), null);
  private final ObjectStore objects = new StoreConfiguration().objectStore(properties);
  private final MediaStore store = new MediaStore(objects, properties, links());
  private final MessageId message = new MessageId(Ids.next());

  private static StoreProperties properties(URI endpoint, URI outside) {
    var stores = Stores.get();
    return new StoreProperties(
        endpoint,
        stores.setting("BRIDGE_STORE_ACCESS_KEY"),
        Secret.of(stores.setting("BRIDGE_STORE_SECRET_KEY")),
        "us-east-1",
        outside,
        Duration.ofDays(7),
        DataSize.ofMegabytes(100));
  }

  private static MediaLinks links() {
    return new MediaLinks(
        Secret.of("bWVkaWEta2V5"), URI.create("http://localhost:8080"), Clock.systemUTC());
  }

  private static MediaBytes.Opened file(byte[] bytes, long announced) {
    return new MediaBytes.Opened(new ByteArrayInputStream(bytes), "image/jpeg", announced);
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private MediaRef.Stored keep(byte[] bytes, long announced, long limit) throws Exception {
    return store.save(
        TENANT, message, Direction.INBOUND, file(bytes, announced), "image/jpeg", limit);
  }

  @Test
  void storesAFileUnchangedUnderItsTenant() throws Exception {
    var bytes = random(48_213);

    var kept = keep(bytes, bytes.length, MB);

    assertThat(kept.bucket()).isEqualTo("media-inbound");
    assertThat(kept.key()).isEqualTo(TENANT + "/" + message);
    assertThat(kept.bytes()).isEqualTo(bytes.length);
    assertThat(kept.sha256()).isEqualTo(sha256(bytes));
    try (var opened = store.open(kept)) {
      assertThat(opened.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void storesAFileOfUnknownLength() throws Exception {
    var bytes = random(100_000);

    assertThat(keep(bytes, -1, MB).sha256()).isEqualTo(sha256(bytes));
  }

  @Test
  void storesAnEmptyFile() throws Exception {
    var kept = keep(new byte[0], -1, MB);

    assertThat(kept.bytes()).isZero();
    assertThat(objects.size(kept.bucket(), kept.key())).isZero();
  }

  @Test
  void distinguishesAFailedSourceFromAFailedStore() throws Exception {
    var cut =
        new java.io.FilterInputStream(new ByteArrayInputStream(random(1000))) {
          @Override
          public int read(byte[] buffer, int from, int length) throws java.io.IOException {
            var read = super.read(buffer, from, Math.min(length, 100));
            if (read < 0) {
              throw new java.io.IOException("the source broke off");
            }
            return read;
          }
        };
    for (var announced : new long[] {2000, -1}) {
      assertThatThrownBy(() ->
              store.save(
                  TENANT,
                  message,
                  Direction.INBOUND,
                  new MediaBytes.Opened(cut, "image/jpeg", announced),
                  "image/jpeg",
                  MB))
          .hasMessage("the source broke off");
    }

    var away =
        new StoreConfiguration().objectStore(properties(URI.create("http://127.0.0.1:9"), null));
    assertThatThrownBy(() ->
            new MediaStore(away, properties, links())
                .save(TENANT, message, Direction.INBOUND, file(random(10), 10), "image/jpeg", MB))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.MEDIA_STORE_DOWN));
  }

  @Test
  void aSecondUploadReplacesTheFirst() throws Exception {
    keep(random(10), 10, MB);
    var kept = keep(random(20), 20, MB);

    assertThat(objects.size(kept.bucket(), kept.key())).isEqualTo(20);
  }

  @Test
  void abuse13_doesNotReadAFileAnnouncedAsTooLarge() {
    var unread =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("was read");
          }
        };

    assertThatThrownBy(() ->
            store.save(
                TENANT,
                message,
                Direction.INBOUND,
                new MediaBytes.Opened(unread, null, 2 * MB),
                "image/jpeg",
                MB))
        .isInstanceOf(MediaStore.TooLarge.class)
        .hasMessage("larger than 1 MB");
  }

  @Test
  void abuse13_doesNotKeepAFileThatTurnsOutTooLarge() throws Exception {
    assertThatThrownBy(() -> keep(random((int) MB + 1), -1, MB))
        .isInstanceOf(MediaStore.TooLarge.class);

    assertThat(objects.size("media-inbound", TENANT + "/" + message)).isEqualTo(-1);
  }

  @Test
  void storesAFileOfExactlyTheLimit() throws Exception {
    assertThat(keep(random((int) MB), -1, MB).bytes()).isEqualTo(MB);
  }

  @Test
  void storesThirtyMegabytesInParts() throws Exception {
    var bytes = random((int) (30 * MB));

    var kept = keep(bytes, -1, 100 * MB);

    assertThat(kept.bytes()).isEqualTo(30 * MB);
    assertThat(kept.sha256()).isEqualTo(sha256(bytes));
    assertThat(objects.size(kept.bucket(), kept.key())).isEqualTo(30 * MB);
    try (var middle = objects.get(kept.bucket(), kept.key(), 12 * MB, 5L)) {
      assertThat(middle.readAllBytes())
          .isEqualTo(java.util.Arrays.copyOfRange(bytes, (int) (12 * MB), (int) (12 * MB) + 5));
    }
  }

  @Test
  void leavesNoPartialFileWhenTheSourceBreaks() throws Exception {
    var broken =
        new InputStream() {
          private int left = 100_000;

          @Override
          public int read() throws IOException {
            if (left-- <= 0) {
              throw new IOException("the other side hung up");
            }
            return 1;
          }
        };

    assertThatThrownBy(() ->
            store.save(
                TENANT,
                message,
                Direction.INBOUND,
                new MediaBytes.Opened(broken, null, -1),
                "image/jpeg",
                MB))
        .isInstanceOf(IOException.class);
    assertThat(objects.size("media-inbound", TENANT + "/" + message)).isEqualTo(-1);
  }

  @Test
  void throwsAnIoExceptionWhenTheStoreIsDown() {
    try (var proxy = TcpProxy.to(Stores.get().s3Port())) {
      proxy.cut();
      var away =
          new StoreConfiguration()
              .objectStore(properties(URI.create("http://127.0.0.1:" + proxy.port()), null));

      assertThatThrownBy(() ->
              new MediaStore(away, properties, links())
                  .save(TENANT, message, Direction.INBOUND, file(random(5), 5), "image/jpeg", MB))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> away.size("media-inbound", "x")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void linksPointToTheGatewayUnlessTheStoreIsPublic() throws Exception {
    var kept = keep(random(10), 10, MB);
    assertThat(store.link(kept, "image/jpeg", "a.jpg")).startsWith("http://localhost:8080/media/");

    var outside = URI.create("https://files.example.com");
    var open = properties(properties.endpoint(), outside);
    var published = new MediaStore(new StoreConfiguration().objectStore(open), open, links());
    assertThat(published.link(kept, "image/jpeg", "a.jpg"))
        .startsWith("https://files.example.com/media-inbound/")
        .contains("X-Amz-Signature=");
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
