package io.wabridge.genesys.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.lane.EnvelopeCodec;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.model.DeskId;
import io.wabridge.model.Envelope;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload.DeskPart;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.TcpProxy;
import io.wabridge.testkit.Tenancy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/**
 * Desks' webhooks: those answered 200 are in the lanes of a real broker. The counterpart is
 * WhatsAppWebhookTests.
 */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,genesys-webhook-service",
      "bridge.spool.directory=target/spool",
      "bridge.quota.burst=50s"
    })
@LocalStores
class GenesysWebhookTests {

  private static final String LANE = "outbound-transformer";
  private static final Tenancy TENANCY = new Tenancy();
  private static final TcpProxy WIRE = TcpProxy.to(Stores.get().port("SPRING_RABBITMQ_PORT"));

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("spring.rabbitmq.port", WIRE::port);
  }

  @LocalServerPort int port;
  @Autowired JsonMapper json;
  @Autowired LanePublisher publisher;
  @Autowired EnvelopeCodec codec;
  @Autowired FieldEncryption encryption;

  private String address;

  @BeforeEach
  void begin() {
    WIRE.restore();
    TENANCY.reset();
    Broker.take(LANE);
    address = "http://127.0.0.1:" + port + "/webhooks/genesys/desk-" + Ids.next();
  }

  private static String webhook(String integration) {
    return """
    {"id":"b8c1f6ab","channel":{"id":"%s","platform":"Open","type":"Private",
     "to":{"id":"447009001234","idType":"Opaque"},"from":{"id":"%s"},
     "time":"2026-11-21T08:00:00.000Z"},"type":"Text","text":"hello","direction":"Outbound"}
    """
        .formatted(integration, integration);
  }

  private HttpResponse<String> send(String body) {
    return Signed.post(
        address, body.getBytes(UTF_8), Signed.base64(body.getBytes(UTF_8), Tenancy.WEBHOOK_SECRET));
  }

  @Test
  void publishesAMessageBeforeTheAnswer() {
    assertThat(send(webhook(Tenancy.INTEGRATION)).statusCode()).isEqualTo(200);

    var lying = Broker.take(LANE);
    assertThat(lying).hasSize(1);
    var envelope = json.readTree(lying.getFirst().getBody());
    assertThat(lying.getFirst().getProperties().getType()).isEqualTo("desk.part.v1");
    assertThat(envelope.path("tenant").asString()).isEqualTo(Tenancy.TENANT);
    assertThat(envelope.path("conversationKey").asString()).contains("447009001234");
    assertThat(envelope.path("idempotencyKey").asString()).contains("b8c1f6ab");
  }

  @Test
  void abuse01_refusesAWrongSignatureAndStoresNothing() {
    var body = webhook(Tenancy.INTEGRATION).getBytes(UTF_8);
    for (var signature :
        List.of(
            "",
            "sha256=",
            Signed.base64(body, "another-secret"),
            Signed.hex(body, Tenancy.WEBHOOK_SECRET))) {
      assertThat(Signed.post(address, body, signature).statusCode()).as(signature).isEqualTo(401);
    }

    assertThat(Broker.take(LANE)).isEmpty();
  }

  @Test
  void answers404ForAnUnknownDeskOrKind() {
    var right = address;
    address = right.replace("desk-", "unknown-");
    assertThat(send(webhook(Tenancy.INTEGRATION)).statusCode()).isEqualTo(404);
    address = right.replace("/genesys/", "/chatwoot/");
    assertThat(send(webhook(Tenancy.INTEGRATION)).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesMoreThanThreeMegabytes() {
    assertThat(send("x".repeat(3 * 1024 * 1024 + 1)).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json at all", "{\"id\":", "[]", "null"})
  void parksAnUnreadableWebhookAndContinues(String body) {
    assertThat(send(body).statusCode()).isEqualTo(200);

    var parked = TENANCY.asked("/internal/parked");
    assertThat(parked).hasSize(1);
    assertThat(json.readTree(parked.getFirst().body()).path("reason").asString())
        .isEqualTo("UNREADABLE");
  }

  @Test
  void refusesADeskOverQuotaAndNoOther() {
    var quiet = address;
    var integration = "i" + Ids.next();
    address = address.replace("/desk-", "/desk-flooding-");
    TENANCY.special(asked ->
        asked.path().contains("/desk-flooding-") || asked.path().endsWith("/" + integration)
            ? Optional.of(
                Answer.ok(
                    Tenancy.desk(
                            address.replaceAll(".*/", ""),
                            integration,
                            TENANCY.url(),
                            "client",
                            "secret")
                        .replace("{\"tenant\":\"tenant-1\"", "{\"tenant\":\"" + integration + "\"")
                        .replace("\"active\"", "\"quotaPerSecond\":1,\"active\"")))
            : Optional.empty());
    HttpResponse<String> last;
    var accepted = 0;
    while ((last = send(webhook(integration).replace("b8c1f6ab", "m" + accepted))).statusCode()
        == 200) {
      accepted++;
    }

    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).contains("1");
    assertThat(last.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(accepted).isBetween(50, 80);
    assertThat(Broker.take(LANE)).hasSize(accepted);
    address = quiet;
    assertThat(send(webhook(Tenancy.INTEGRATION)).statusCode()).isEqualTo(200);
    assertThat(Broker.take(LANE)).hasSize(1);
  }

  @Test
  void parksAnUnknownIntegration() {
    assertThat(send(webhook("unknown-integration")).statusCode()).isEqualTo(200);

    assertThat(TENANCY.asked("/internal/parked").getFirst().body()).contains("UNKNOWN_DESK");
    assertThat(Broker.take(LANE)).isEmpty();
  }

  @Test
  void answers503WhenAnUnreadableWebhookCannotBeParked() {
    send(webhook(Tenancy.INTEGRATION));
    TENANCY.coreServicesDown(true);

    assertThat(send("not json").statusCode()).isEqualTo(503);
  }

  @Test
  void spoolsWebhooksWhileTheBrokerIsDownAndPublishesInOrder() throws Exception {
    send(webhook(Tenancy.INTEGRATION));
    Broker.take(LANE);
    WIRE.cut();

    for (var number : List.of("1", "2", "3")) {
      var began = Instant.now();
      var body = webhook(Tenancy.INTEGRATION).replace("b8c1f6ab", "waiting-" + number);
      assertThat(send(body).statusCode()).isEqualTo(200);
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(6));
    }

    WIRE.restore();
    var keys = new ArrayList<String>();
    for (var i = 0; i < 100 && keys.size() < 3; i++) {
      Broker.take(LANE)
          .forEach(m -> keys.add(json.readTree(m.getBody()).path("idempotencyKey").asString()));
      Thread.sleep(100);
    }
    assertThat(keys).hasSize(3);
    assertThat(keys.get(0)).contains("waiting-1");
    assertThat(keys.get(1)).contains("waiting-2");
    assertThat(keys.get(2)).contains("waiting-3");
  }

  @Test
  void damagedRecordDoesNotBlockTheSpool(@TempDir Path directory) throws Exception {
    var properties = new SpoolProperties(directory, DataSize.ofMegabytes(1));
    var meters = new SimpleMeterRegistry();
    WIRE.cut();
    var crashed = new Spool(publisher, codec, encryption, properties, meters);
    for (var number : List.of("1", "2", "3")) {
      crashed.publish(List.of(new Outgoing(LANE, part("spooled-" + number))));
    }
    crashed.stop(); // never started: nothing was published
    flipBit(directory.resolve("genesys-webhook-service.spool"));

    WIRE.restore();
    var spool = new Spool(publisher, codec, encryption, properties, meters);
    spool.start();
    assertThat(published(spool, 2)).containsExactly("spooled-1", "spooled-3");
    assertThat(meters.get("bridge.records.damaged").tag("log", "spool").counter().count())
        .isEqualTo(1);
  }

  @Test
  void recordsOfAnotherKeyAreTriedAgainAtTheNextStart(@TempDir Path directory) throws Exception {
    var properties = new SpoolProperties(directory, DataSize.ofMegabytes(1));
    var meters = new SimpleMeterRegistry();
    var wrong =
        FieldEncryption.of(
            Secret.of(Base64.getEncoder().encodeToString("x".repeat(32).getBytes(UTF_8))));
    WIRE.cut();
    var crashed = new Spool(publisher, codec, encryption, properties, meters);
    crashed.publish(List.of(new Outgoing(LANE, part("spooled"))));
    crashed.stop();
    WIRE.restore();

    var misconfigured = new Spool(publisher, codec, wrong, properties, meters);
    misconfigured.publish(List.of(new Outgoing(LANE, part("behind"))));
    misconfigured.start();
    assertThat(published(misconfigured, 1)).containsExactly("behind");

    var corrected = new Spool(publisher, codec, encryption, properties, meters);
    corrected.start();
    assertThat(published(corrected, 1)).containsExactly("spooled");
    assertThat(directory.resolve("genesys-webhook-service.spool.unreadable")).isEmptyFile();
  }

  /** Waits for so many messages, then stops the spool. */
  private List<String> published(Spool spool, int count) throws InterruptedException {
    var keys = new ArrayList<String>();
    try {
      for (var i = 0; i < 100 && keys.size() < count; i++) {
        Broker.take(LANE)
            .forEach(m -> keys.add(json.readTree(m.getBody()).path("idempotencyKey").asString()));
        Thread.sleep(100);
      }
    } finally {
      spool.stop();
    }
    return keys;
  }

  private static Envelope<DeskPart> part(String key) {
    return new Envelope<>(
        "0".repeat(32),
        new TenantId(Tenancy.TENANT),
        "desk-1:447009001234",
        key,
        Instant.now(),
        new DeskPart(new DeskId("desk-1"), "{}"));
  }

  /** In the middle of the file, so of the second of three records of the same length. */
  private static void flipBit(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
