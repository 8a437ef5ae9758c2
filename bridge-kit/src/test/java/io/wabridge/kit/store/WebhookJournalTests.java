package io.wabridge.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Direction;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload.RawWebhook;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.TcpProxy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** A raw webhook is on disk at once, in a real store soon, and can be read back by its time. */
class WebhookJournalTests {

  private static final Instant AT = Instant.parse("2026-11-21T08:59:30Z");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final TenantId tenant = new TenantId(Ids.next());
  private final FieldEncryption encryption =
      FieldEncryption.of(Secret.of(Stores.get().springProperties().get("bridge.master-key")));
  private final HeldKeys keys = new HeldKeys();
  @TempDir Path directory;

  private WebhookArchive archive(int port) {
    var stores = Stores.get();
    var properties =
        new StoreProperties(
            URI.create("http://127.0.0.1:" + port),
            stores.setting("BRIDGE_STORE_ACCESS_KEY"),
            Secret.of(stores.setting("BRIDGE_STORE_SECRET_KEY")),
            "us-east-1",
            null,
            Duration.ofDays(7),
            DataSize.ofMegabytes(100),
            true);
    return new WebhookArchive(new StoreConfiguration().objectStore(properties), JSON, keys);
  }

  private WebhookJournal journal(WebhookArchive archive, long limit) {
    return new WebhookJournal(
        "test-service",
        new JournalProperties(directory, DataSize.ofBytes(limit)),
        encryption,
        JSON,
        archive,
        new SimpleMeterRegistry());
  }

  private static RawWebhook webhook(int number, Instant at) {
    return webhook(("{\"text\":\"ä" + number + "\"}").getBytes(StandardCharsets.UTF_8), at);
  }

  private static RawWebhook webhook(byte[] body, Instant at) {
    return RawWebhook.of(
        Direction.OUTBOUND,
        "desk-1",
        "POST",
        "http://localhost/",
        "",
        Map.of("x-hub", "sig"),
        body,
        at);
  }

  private List<RawWebhook> read(WebhookArchive archive, Duration before, Duration after)
      throws IOException {
    return archive.read(Direction.OUTBOUND, tenant, AT.minus(before), AT.plus(after)).webhooks();
  }

  @Test
  void archivesEveryWebhookUnchanged() throws Exception {
    var archive = archive(Stores.get().s3Port());
    var journal = journal(archive, 1_000_000);
    journal.start();
    for (var number = 0; number < 5; number++) {
      journal.append(tenant, webhook(number, AT.plusSeconds(number * 20L)));
    }

    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> read(archive, Duration.ZERO, Duration.ofHours(1)).size() == 5);
    journal.stop();
    assertThat(read(archive, Duration.ZERO, Duration.ofHours(1)).getFirst())
        .isEqualTo(webhook(0, AT));
    assertThat(read(archive, Duration.ofHours(2), Duration.ofSeconds(20)))
        .containsExactly(webhook(0, AT));
    assertThat(archive.tenants(Direction.OUTBOUND)).contains(tenant);
  }

  @Test
  void keepsBytesThatAreNotText() throws Exception {
    byte[] body = {'{', (byte) 0xC3, (byte) 0x28, (byte) 0xED, (byte) 0xA0, (byte) 0x80, 0, '}'};
    var archive = archive(Stores.get().s3Port());
    var journal = journal(archive, 1_000_000);
    journal.start();
    journal.append(tenant, webhook(body, AT));

    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> read(archive, Duration.ZERO, Duration.ofHours(1)).size() == 1);
    journal.stop();
    assertThat(read(archive, Duration.ZERO, Duration.ofHours(1)).getFirst().exactly())
        .isEqualTo(body);
  }

  @Test
  void archivesTheSegmentsOfAKilledProcess() throws Exception {
    var archive = archive(Stores.get().s3Port());
    var killed = journal(archive, 1_000_000);
    killed.append(tenant, webhook(1, AT));
    killed.stop(); // it was never started: nothing was archived
    try (var files = Files.list(directory)) {
      var file = files.findFirst().orElseThrow();
      assertThat(new String(Files.readAllBytes(file))).doesNotContain("text");
      Files.write(file, new byte[] {0, 0, 9}, java.nio.file.StandardOpenOption.APPEND);
    }

    var next = journal(archive, 1_000_000);
    next.start();
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> read(archive, Duration.ZERO, Duration.ofHours(1)).size() == 1);
    next.stop();
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void keepsWebhooksOnDiskWhileTheStoreIsDownAndFailsWhenFull() throws Exception {
    try (var proxy = TcpProxy.to(Stores.get().s3Port())) {
      proxy.cut();
      var archive = archive(proxy.port());
      var journal = journal(archive, 2_000);
      journal.start();
      journal.append(tenant, webhook(1, AT));
      assertThatThrownBy(
              () -> {
                for (var number = 0; number < 20; number++) {
                  journal.append(tenant, webhook(2, AT));
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("full");

      proxy.restore();
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> !read(archive, Duration.ZERO, Duration.ofHours(1)).isEmpty());
      journal.stop();
    }
  }

  @Test
  void aDamagedRecordDoesNotKeepTheOthersFromTheArchive() throws Exception {
    var archive = archive(Stores.get().s3Port());
    var killed = journal(archive, 1_000_000);
    for (var number = 0; number < 3; number++) {
      killed.append(tenant, webhook(number, AT.plusSeconds(number)));
    }
    killed.stop(); // it never ran: nothing was archived
    Path segment;
    try (var files = Files.list(directory)) {
      segment = files.findFirst().orElseThrow();
    }
    var bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);

    var next = journal(archive, 1_000_000);
    next.start();
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> read(archive, Duration.ZERO, Duration.ofHours(1)).size() == 2);
    next.append(tenant, webhook(3, AT.plusSeconds(3)));
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> read(archive, Duration.ZERO, Duration.ofHours(1)).size() == 3);
    next.stop();
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(Path.of(segment + ".damaged"));
    }
  }

  private static ObjectStore store() {
    var stores = Stores.get();
    return new StoreConfiguration()
        .objectStore(
            new StoreProperties(
                URI.create("http://127.0.0.1:" + stores.s3Port()),
                stores.setting("BRIDGE_STORE_ACCESS_KEY"),
                Secret.of(stores.setting("BRIDGE_STORE_SECRET_KEY")),
                "us-east-1",
                null,
                Duration.ofDays(7),
                DataSize.ofMegabytes(100),
                true));
  }

  private void put(WebhookArchive archive, String name, int... numbers) throws IOException {
    archive.put(
        name,
        Arrays.stream(numbers)
            .mapToObj(number -> new WebhookJournal.Entry(tenant, webhook(number, AT)))
            .toList());
  }

  @Test
  void objectsAreEncryptedWithTheTenantsKey() throws Exception {
    var archive = archive(Stores.get().s3Port());
    put(archive, "a", 1);
    var key = tenant + "/2026/11/21/08/a.jsonl.enc";
    byte[] bytes;
    try (var object = store().get("webhooks-outbound", key, 0, null)) {
      bytes = object.readAllBytes();
    }
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("text", "x-hub");

    var moved = tenant + "/2026/11/21/08/b.jsonl.enc";
    store()
        .put(
            Bucket.WEBHOOKS_OUTBOUND,
            moved,
            new ByteArrayInputStream(bytes),
            bytes.length,
            "application/octet-stream");
    var found = archive.read(Direction.OUTBOUND, tenant, AT, AT.plusSeconds(1));
    assertThat(found.webhooks()).containsExactly(webhook(1, AT));
    assertThat(found.unreadable()).as("an object that was moved").isEqualTo(1);

    keys.delete(tenant);
    assertThat(archive.read(Direction.OUTBOUND, tenant, AT, AT.plusSeconds(1)))
        .isEqualTo(new WebhookArchive.Found(List.of(), 2));
  }

  @Test
  void objectsOfOlderVersionsAreRead() throws Exception {
    var line = JSON.writeValueAsBytes(webhook(7, AT));
    store()
        .put(
            Bucket.WEBHOOKS_OUTBOUND,
            tenant + "/2026/11/21/08/old.jsonl",
            new ByteArrayInputStream(line),
            line.length,
            "application/jsonl");

    assertThat(read(archive(Stores.get().s3Port()), Duration.ZERO, Duration.ofSeconds(1)))
        .containsExactly(webhook(7, AT));
  }

  @Test
  void webhooksAreRemovedAndChanged() throws Exception {
    var archive = archive(Stores.get().s3Port());
    put(archive, "a", 1, 2, 3);
    put(archive, "b", 2);
    put(archive, "c", 3);

    WebhookArchive.Edit edit =
        one -> one.body().contains("2") ? null : one.body().contains("1") ? webhook(9, AT) : one;
    var edited = archive.edit(Direction.OUTBOUND, tenant, Instant.EPOCH, edit, () -> {});

    assertThat(edited).isEqualTo(3);
    assertThat(read(archive, Duration.ZERO, Duration.ofSeconds(1)))
        .containsExactlyInAnyOrder(webhook(9, AT), webhook(3, AT), webhook(3, AT));
    assertThat(store().size("webhooks-outbound", tenant + "/2026/11/21/08/b.jsonl.enc"))
        .as("an object without a webhook")
        .isEqualTo(-1);
    assertThat(
            archive.edit(
                Direction.OUTBOUND, tenant, AT.plus(Duration.ofHours(1)), _ -> null, () -> {}))
        .as("only later hours")
        .isZero();
  }
}
