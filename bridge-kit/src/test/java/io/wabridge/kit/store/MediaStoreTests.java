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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Files are streamed through a real S3 store and come out unchanged. */
class MediaStoreTests {

  private static final TenantId TENANT = new TenantId("tenant-" + Ids.next());
  private static final long MB = 1024 * 1024;

  private final StoreProperties properties =
      properties(URI.create(Stores.get().setting("BRIDGE_STORE_ENDPOINT")), null);
  private final ObjectStore objects = new StoreConfiguration().objectStore(properties);
  private final HeldKeys keys = new HeldKeys();
  private final MediaStore store = new MediaStore(objects, properties, links(), keys);
  private final MessageId message = new MessageId(Ids.next());

  private static StoreProperties properties(URI endpoint, URI outside) {
    return properties(endpoint, outside, true);
  }

  private static StoreProperties properties(URI endpoint, URI outside, boolean encrypt) {
    var stores = Stores.get();
    return new StoreProperties(
        endpoint,
        stores.setting("BRIDGE_STORE_ACCESS_KEY"),
        Secret.of(stores.setting("BRIDGE_STORE_SECRET_KEY")),
        "us-east-1",
        outside,
        Duration.ofDays(7),
        DataSize.ofMegabytes(100),
        encrypt);
  }

  private static MediaLinks links() {
    return new MediaLinks(
        Secret.of("ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="),
        URI.create("http://localhost:8080"),
        Clock.systemUTC());
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
    assertThat(kept.key()).isEqualTo(TENANT + "/" + message + ".enc");
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
    assertThat(store.size(kept.bucket(), kept.key())).isZero();
    try (var found = store.find(kept.bucket(), kept.key()).orElseThrow()) {
      assertThat(found.size()).isZero();
      assertThat(found.bytes().readAllBytes()).isEmpty();
    }
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
            new MediaStore(away, properties, links(), keys)
                .save(TENANT, message, Direction.INBOUND, file(random(10), 10), "image/jpeg", MB))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.MEDIA_STORE_DOWN));
  }

  @Test
  void aSecondUploadReplacesTheFirst() throws Exception {
    keep(random(10), 10, MB);
    var kept = keep(random(20), 20, MB);

    assertThat(store.size(kept.bucket(), kept.key())).isEqualTo(20);
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

    assertThat(MediaStore.keys(TENANT, message.value()))
        .allSatisfy(key -> assertThat(objects.size("media-inbound", key)).isEqualTo(-1));
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
    assertThat(store.size(kept.bucket(), kept.key())).isEqualTo(30 * MB);
    try (var middle = store.part(kept.bucket(), kept.key(), 12 * MB, 5)) {
      assertThat(middle.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(bytes, (int) (12 * MB), (int) (12 * MB) + 5));
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
    assertThat(MediaStore.keys(TENANT, message.value()))
        .allSatisfy(key -> assertThat(objects.size("media-inbound", key)).isEqualTo(-1));
  }

  @Test
  void throwsAnIoExceptionWhenTheStoreIsDown() {
    try (var proxy = TcpProxy.to(Stores.get().s3Port())) {
      proxy.cut();
      var away =
          new StoreConfiguration()
              .objectStore(properties(URI.create("http://127.0.0.1:" + proxy.port()), null));

      assertThatThrownBy(() ->
              new MediaStore(away, properties, links(), keys)
                  .save(TENANT, message, Direction.INBOUND, file(random(5), 5), "image/jpeg", MB))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> away.size("media-inbound", "x")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void abuse24_theStoreHasOnlyEncryptedBytes() throws Exception {
    var text = "my diagnosis, my diagnosis".getBytes(StandardCharsets.US_ASCII);

    var kept = keep(text, text.length, MB);

    try (var raw = objects.get(kept.bucket(), kept.key(), 0, null)) {
      assertThat(new String(raw.readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("diagnosis");
    }
    assertThat(objects.describe(kept.bucket(), kept.key()).orElseThrow().mimeType())
        .isEqualTo("application/octet-stream");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_479, 65_480, 65_481, 131_000, 131_001, 200_000})
  void servesAnyRangeOfAFileOfAnySize(int size) throws Exception {
    var bytes = random(size);
    var kept = keep(bytes, size, MB);

    assertThat(store.size(kept.bucket(), kept.key())).isEqualTo(size);
    try (var found = store.find(kept.bucket(), kept.key()).orElseThrow()) {
      assertThat(found.size()).isEqualTo(size);
      assertThat(found.bytes().readAllBytes()).isEqualTo(bytes);
    }
    for (var from : new int[] {0, size / 3, 65_479, 65_480, 131_000, size - 1}) {
      for (var length : new int[] {1, 70_000, size}) {
        if (from < size) {
          var to = Math.min(size, from + length);
          try (var part = store.part(kept.bucket(), kept.key(), from, to - from)) {
            assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, from, to));
          }
        }
      }
    }
  }

  @Test
  void readsPlainFilesOfAnEarlierVersion() throws Exception {
    var bytes = random(5000);
    var before = properties(properties.endpoint(), null, false);
    var kept =
        new MediaStore(objects, before, links(), keys)
            .save(TENANT, message, Direction.INBOUND, file(bytes, 5000), "image/jpeg", MB);

    assertThat(kept.key()).isEqualTo(TENANT + "/" + message);
    assertThat(store.size(kept.bucket(), kept.key())).isEqualTo(5000);
    try (var opened = store.open(kept);
        var part = store.part(kept.bucket(), kept.key(), 100, 50)) {
      assertThat(opened.readAllBytes()).isEqualTo(bytes);
      assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 100, 150));
    }
  }

  @Test
  void abuse25_aFileThatWasMovedShortenedOrChangedIsNotRead() throws Exception {
    var kept = keep(random(200_000), 200_000, MB);
    byte[] raw;
    try (var object = objects.get(kept.bucket(), kept.key(), 0, null)) {
      raw = object.readAllBytes();
    }
    var changed = raw.clone();
    changed[70_000] ^= 1;
    var other = TENANT + "/" + Ids.next() + ".enc";
    put(other, raw);
    assertThatThrownBy(() -> read(other)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> part(other, 100_000)).isInstanceOf(IOException.class);
    put(kept.key(), Arrays.copyOf(raw, 131_072));
    assertThatThrownBy(() -> read(kept.key())).isInstanceOf(IOException.class);
    put(kept.key(), changed);
    assertThatThrownBy(() -> read(kept.key())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> part(kept.key(), 70_000)).isInstanceOf(IOException.class);
    put(kept.key(), random(1000));
    assertThatThrownBy(() -> read(kept.key())).isInstanceOf(IOException.class);
  }

  @Test
  void aFileOfATenantWithoutItsKeyIsGone() throws Exception {
    var kept = keep(random(10), 10, MB);
    keys.delete(TENANT);

    assertThat(store.find(kept.bucket(), kept.key())).isEmpty();
    assertThatThrownBy(() -> part(kept.key(), 0)).isInstanceOf(IOException.class);
  }

  private void put(String key, byte[] raw) throws IOException {
    objects.put(
        Bucket.MEDIA_INBOUND,
        key,
        new ByteArrayInputStream(raw),
        raw.length,
        "application/octet-stream");
  }

  private void read(String key) throws IOException {
    try (var found = store.find("media-inbound", key).orElseThrow()) {
      found.bytes().readAllBytes();
    }
  }

  private void part(String key, long from) throws IOException {
    try (var part = store.part("media-inbound", key, from, 10)) {
      part.readAllBytes();
    }
  }

  @Test
  void linksPointToTheGatewayUnlessTheStoreIsPublicAndTheFilePlain() throws Exception {
    var encrypted = keep(random(10), 10, MB);
    var kept =
        new MediaRef.Stored(encrypted.bucket(), TENANT + "/" + message, 10, encrypted.sha256());
    assertThat(store.link(kept, "image/jpeg", "a.jpg")).startsWith("http://localhost:8080/media/");

    var outside = URI.create("https://files.example.com");
    var open = properties(properties.endpoint(), outside);
    var published = new MediaStore(new StoreConfiguration().objectStore(open), open, links(), keys);
    assertThat(published.link(kept, "image/jpeg", "a.jpg"))
        .startsWith("https://files.example.com/media-inbound/")
        .contains("X-Amz-Signature=");
    assertThat(published.link(encrypted, "image/jpeg", "a.jpg"))
        .startsWith("http://localhost:8080/media/");
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
