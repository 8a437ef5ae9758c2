package io.wabridge.state.erasure;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.lane.Holding;
import io.wabridge.kit.lane.Lanes;
import io.wabridge.kit.lane.Parking;
import io.wabridge.kit.store.Bucket;
import io.wabridge.kit.store.JournalProperties;
import io.wabridge.kit.store.ObjectStore;
import io.wabridge.kit.store.WebhookArchive;
import io.wabridge.kit.store.WebhookJournal;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Excerpt;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload.RawWebhook;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.TenantId;
import io.wabridge.state.TenantFields;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running state-manager with all stores, and a tenant of its own. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,state-manager",
      "bridge.erasure.settle=1s",
      "bridge.erasure.every=200ms"
    })
@LocalStores
abstract class PrivacyTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @LocalServerPort int port;
  @Autowired JdbcClient db;
  @Autowired JsonMapper json;
  @Autowired ObjectStore store;
  @Autowired WebhookArchive archive;
  @Autowired FieldEncryption encryption;
  @Autowired TenantFields fields;
  @TempDir Path directory;

  final TenantId tenant = new TenantId(Ids.next());
  final ChannelId channel = new ChannelId(Ids.next());
  final DeskId desk = new DeskId(Ids.next());
  final String unique = Ids.next().substring(24);
  Ledger ledger;
  Holding holding;

  @BeforeEach
  void clients() {
    ledger = client(Ledger.class);
    holding = client(Holding.class);
  }

  <T> T client(Class<T> api) {
    var client =
        RestClient.builder()
            .baseUrl("http://127.0.0.1:" + port)
            .requestFactory(new JdkClientHttpRequestFactory(HTTP))
            .defaultHeaders(headers -> headers.setBearerAuth(Stores.INTERNAL_TOKEN))
            .build();
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
        .build()
        .createClient(api);
  }

  static String number() {
    return "4477" + String.format("%09d", Math.abs((long) Ids.next().hashCode()) % 1_000_000_000L);
  }

  Arrival.Located says(Person person, String id, Content content) {
    return says(person, channel, id, content, Instant.now(), Instant.now());
  }

  Arrival.Located says(
      Person person,
      ChannelId through,
      String id,
      Content content,
      Instant saidAt,
      Instant acceptedAt) {
    return ledger.registerInbound(
        new Arrival(
                tenant,
                through,
                desk,
                person,
                new ExternalId("wamid." + id + unique),
                Excerpt.kind(content),
                Excerpt.of(content),
                null,
                true,
                saidAt,
                acceptedAt)
            .keeping(HistoryPolicy.USUAL.keep(content, Origin.PERSON)));
  }

  /** The key of the lane in which a person's webhooks wait. */
  static String lane(Person person) {
    return "1234567890:" + person.waId();
  }

  void hold(String key, String idempotency, String envelope) {
    holding.hold(
        new Holding.Held(
            "inbound-transformer",
            key,
            Lanes.hash(key),
            tenant.value(),
            "channel.part.v1",
            idempotency,
            "trace",
            null,
            Reason.SERVICE_DOWN,
            "a test",
            1,
            Duration.ofDays(1),
            envelope));
  }

  void park(String key, String idempotency, String envelope) {
    ledger.park(
        new Parking.Parked(
            tenant.value(),
            "inbound-transformer",
            "inbound-transformer.1",
            "channel.part.v1",
            Reason.UNREADABLE,
            "a test",
            1,
            null,
            "trace",
            key,
            idempotency,
            envelope));
  }

  /** An envelope with a part of a webhook. */
  String envelope(Person person, String words, Instant acceptedAt) {
    return json.writeValueAsString(
        Map.of(
            "correlation",
            "trace",
            "tenant",
            tenant.value(),
            "conversationKey",
            lane(person),
            "idempotencyKey",
            words,
            "acceptedAt",
            acceptedAt.toString(),
            "payload",
            Map.of(
                "channel",
                channel.value(),
                "body",
                json.writeValueAsString(
                    Map.of("messages", List.of(Map.of("from", person.waId(), "text", words)))))));
  }

  void storeFile(Bucket bucket, String key, String content) throws IOException {
    var bytes = content.getBytes(StandardCharsets.UTF_8);
    store.put(bucket, key, new ByteArrayInputStream(bytes), bytes.length, "image/jpeg");
  }

  /** Archives webhooks the way the webhook services do. */
  void archive(Direction direction, String... bodies) throws Exception {
    var journal =
        new WebhookJournal(
            "test",
            new JournalProperties(directory, DataSize.ofMegabytes(10)),
            encryption,
            json,
            archive,
            new SimpleMeterRegistry());
    journal.start();
    var from = Instant.now().minusSeconds(1);
    var before = archived(direction, from).size();
    for (var body : bodies) {
      journal.append(
          tenant,
          RawWebhook.of(
              direction,
              channel.value(),
              "POST",
              "http://localhost/webhooks",
              "",
              Map.of(),
              body.getBytes(StandardCharsets.UTF_8),
              Instant.now()));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> archived(direction, from).size() == before + bodies.length);
    journal.stop();
  }

  List<RawWebhook> archived(Direction direction, Instant since) throws IOException {
    return archive.read(direction, tenant, since, Instant.now().plusSeconds(60)).webhooks();
  }

  String path(String rest) {
    return "/api/v1/tenants/" + tenant + rest;
  }

  HttpResponse<byte[]> bytes(String path) throws Exception {
    return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return HTTP.send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN);
  }

  /** Waits until the job is completed; its last state. */
  JsonNode completed(String location) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> json.readTree(get(location).body()),
            job -> job.path("state").asString().equals("COMPLETED"));
  }
}
