package io.wabridge.genesys.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.model.Ids;
import io.wabridge.testkit.BadPayloads;
import io.wabridge.testkit.BadWebhooks;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.Tenancy;
import io.wabridge.testkit.UnfinishedPost;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Unsigned bodies take no memory, and all bodies in total only what the budget allows. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,genesys-webhook-service",
      "bridge.spool.directory=target/spool-large",
      "bridge.webhooks.body-budget=4MB"
    })
@LocalStores
class LargeBodiesTests {

  private static final String LANE = "outbound-transformer";
  private static final int LARGEST = BadPayloads.LARGEST;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration WHILE = Duration.ofMillis(700);

  /** A well-formed signature that belongs to no body. */
  private static final String FORGED = Signed.base64(new byte[0], "another-secret");

  private static final Tenancy TENANCY = new Tenancy();

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("spring.rabbitmq.port", () -> Stores.get().port("SPRING_RABBITMQ_PORT"));
  }

  @LocalServerPort int port;

  private final List<UnfinishedPost> open = new ArrayList<>();
  private String address;

  @BeforeEach
  void begin() {
    TENANCY.reset();
    Broker.take(LANE);
    address = "http://127.0.0.1:" + port + "/webhooks/genesys/desk-" + Ids.next();
  }

  @AfterEach
  void closeAll() {
    open.forEach(UnfinishedPost::close);
    await().atMost(SOON).until(() -> send(goodAndLarge()) == 200);
  }

  private UnfinishedPost unfinished(String signature, String type, int announced, int sent) {
    var post =
        UnfinishedPost.send(
            "POST",
            address,
            Map.of("X-Hub-Signature-256", signature, "Content-Type", type),
            announced,
            sent);
    open.add(post);
    return post;
  }

  private UnfinishedPost large(int sent) {
    return unfinished(FORGED, "application/json", LARGEST, sent);
  }

  private static byte[] good() {
    return BadWebhooks.goodOfGenesys(Tenancy.INTEGRATION, Ids.next()).getBytes(UTF_8);
  }

  private static byte[] goodAndLarge() {
    var good = new String(good(), UTF_8);
    return (good + " ".repeat(LARGEST - good.length())).getBytes(UTF_8);
  }

  private int send(byte[] body) {
    return Signed.post(address, body, Signed.base64(body, Tenancy.WEBHOOK_SECRET)).statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded"})
  void refusesAnUnsignedRequestBeforeItsBodyIsRead(String type) {
    for (var signature :
        List.of("", "sha256=", "sha256=00", FORGED + "0", FORGED.replace("sha256", "sha1"), "x")) {
      var post = unfinished(signature, type, LARGEST, 0);

      assertThat(post.status(SOON)).as(signature).isEqualTo(OptionalInt.of(401));
    }
  }

  @Test
  void refusesAFormByAnotherMethodBeforeItIsRead() {
    for (var method : List.of("PUT", "PATCH", "DELETE")) {
      try (var form =
          UnfinishedPost.send(
              method,
              address,
              Map.of("Content-Type", "application/x-www-form-urlencoded"),
              LARGEST,
              0)) {
        assertThat(form.status(SOON)).as(method).isEqualTo(OptionalInt.of(405));
      }
    }
  }

  @Test
  void refusesAnUnknownAddressBeforeTheBodyIsRead() {
    var known = address;
    address = known.replace("desk-", "unknown-");

    assertThat(large(0).status(SOON)).isEqualTo(OptionalInt.of(404));
    address = known;
  }

  @Test
  void bodiesOverTheBudgetAnswer503() {
    var first = large(1000);
    assertThat(first.status(WHILE)).isEmpty();

    var second = large(0);
    assertThat(second.status(SOON)).isEqualTo(OptionalInt.of(503));
    assertThat(second.header("Retry-After")).isEqualTo("1");
    assertThat(second.header("Content-Type")).startsWith("application/problem+json");
    assertThat(send(good())).as("a small one beside it").isEqualTo(200);

    first.close();
    await().atMost(SOON).until(() -> send(goodAndLarge()) == 200);
    for (var time = 0; time < 5; time++) {
      assertThat(send(goodAndLarge())).as("answered requests use no budget").isEqualTo(200);
    }
  }

  @Test
  void survivesAHundredLargeForgedBodies() {
    var read = 0;
    var refused = 0;
    for (var number = 0; number < 100; number++) {
      large(LARGEST - 1);
    }
    for (var post : open) {
      var status = post.status(SOON);
      if (status.isEmpty()) {
        read++;
      } else if (status.getAsInt() == 503) {
        refused++;
      }
    }

    assertThat(read).as("being read").isEqualTo(1);
    assertThat(refused).as("answered 503").isEqualTo(99);
    assertThat(send(good())).isEqualTo(200);
  }

  @Test
  void readsABodyOfUnknownLengthUpToTheLimit() throws Exception {
    assertThat(chunked(good())).isEqualTo(200);
    assertThat(chunked(goodAndLarge())).isEqualTo(200);
    assertThat(chunked(new byte[LARGEST + 1])).isEqualTo(413);

    var held = large(1000);
    assertThat(held.status(WHILE)).isEmpty();
    assertThat(chunked(goodAndLarge())).isEqualTo(503);
    assertThat(chunked(good())).isEqualTo(200);
  }

  private int chunked(byte[] body) throws Exception {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", Signed.base64(body, Tenancy.WEBHOOK_SECRET))
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }
}
