package io.wabridge.whatsapp.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import com.rabbitmq.client.Delivery;
import io.wabridge.model.Ids;
import io.wabridge.testkit.BadPayloads;
import io.wabridge.testkit.BadPayloads.Bad;
import io.wabridge.testkit.BadWebhooks;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.Tenancy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Malformed webhooks of Meta at the running service: answered, archived, and without effect on
 * others.
 */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = "spring.config.name=bridge,whatsapp-webhook-service")
@LocalStores
class BadWebhooksTests {

  private static final String LANE = "inbound-transformer";
  private static final Tenancy TENANCY = new Tenancy();

  /** Webhooks that are unreadable as a whole, and are parked as a whole. */
  private static final Set<String> UNREADABLE =
      Set.of(
          "empty",
          "a byte order mark alone",
          "the word null",
          "an empty list",
          "in a list",
          "twice",
          "half of it",
          "an error page",
          "gzipped",
          "in UTF-16",
          "a thousand NULs",
          "ten thousand lists deep",
          "ten thousand objects deep",
          "ten thousand deep beside the rest",
          "a number of ten thousand digits",
          "with an invalid escape",
          "no entry",
          "a million empty messages",
          "a large contact beside ten thousand messages");

  /** Webhooks that are readable, completely or in part. */
  private static final Set<String> READABLE =
      Set.of(
          "a byte order mark before it",
          "every name twice",
          "a name with NUL",
          "raw control characters",
          "bytes that are no UTF-8",
          "surrogates in UTF-8",
          "three megabytes of four-byte text",
          "three megabytes of lone surrogates",
          "three megabytes of empty lists",
          "a change without value",
          "a message without id",
          "a message without sender",
          "messages of nulls",
          "an unknown field",
          "number is a path",
          "number is very long",
          "number is with NUL",
          "id is very long",
          "id is with NUL",
          "sender is a lone high surrogate",
          "time is a number beyond every timestamp",
          "type is an unknown word");

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("spring.rabbitmq.port", () -> Stores.get().port("SPRING_RABBITMQ_PORT"));
  }

  @LocalServerPort int port;
  @Autowired JsonMapper json;

  private String address;

  @BeforeEach
  void begin() {
    TENANCY.reset();
    Broker.take(LANE);
    address = "http://127.0.0.1:" + port + "/webhooks/whatsapp/channel-" + Ids.next();
  }

  private static Stream<Bad> named(Set<String> names) {
    var found =
        Stream.concat(
                BadWebhooks.wholesOfMeta(Tenancy.NUMBER).stream(),
                BadWebhooks.oneValueWrongOfMeta(Tenancy.NUMBER).stream()
                    .filter(bad -> bad.name().startsWith("text: "))
                    .map(bad -> new Bad(bad.name().substring("text: ".length()), bad.body())))
            .filter(bad -> names.contains(bad.name()))
            .toList();
    assertThat(found).extracting(Bad::name).containsExactlyInAnyOrderElementsOf(names);
    return found.stream();
  }

  static Stream<Bad> unreadable() {
    return named(UNREADABLE);
  }

  static Stream<Bad> readable() {
    return named(READABLE);
  }

  private int send(byte[] body) {
    return Signed.post(address, body, Signed.hex(body, Tenancy.APP_SECRET)).statusCode();
  }

  private void assertGoodWebhookIsAccepted() {
    var id = "wamid." + Ids.next();
    assertThat(send(BadWebhooks.goodOfMeta(Tenancy.NUMBER, id).getBytes(UTF_8))).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            Broker.take(LANE).stream()
                .anyMatch(lying -> new String(lying.getBody(), UTF_8).contains(id)));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void parksAnUnreadableWebhook(Bad bad) {
    assertThat(send(bad.body())).isEqualTo(200);

    var parked = TENANCY.asked("/internal/parked");
    assertThat(parked).hasSize(1);
    assertThat(json.readTree(parked.getFirst().body()).path("reason").asString())
        .isEqualTo("UNREADABLE");
    assertThat(Broker.take(LANE)).isEmpty();
    assertGoodWebhookIsAccepted();
  }

  @ParameterizedTest
  @MethodSource("readable")
  void processesOrParksAReadableWebhook(Bad bad) {
    assertThat(send(bad.body())).isEqualTo(200);

    var lying = new ArrayList<Delivery>();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> lying.addAll(Broker.take(LANE)) || !TENANCY.asked("/internal/parked").isEmpty());
    for (var one : lying) {
      assertThat(json.readTree(one.getBody()).path("conversationKey").asString())
          .hasSizeLessThan(256)
          .doesNotContain("\0");
    }
    assertGoodWebhookIsAccepted();
  }

  @Test
  void archivesSignedWebhooks() throws Exception {
    var began = Instant.now();
    var all = Stream.concat(unreadable(), readable()).toList();
    all.forEach(bad -> assertThat(send(bad.body())).as(bad.name()).isEqualTo(200));

    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> archived(began) == all.size());
  }

  /** The number of webhooks in the archive since then. */
  private long archived(Instant since) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/archive/inbound/replay"))
                    .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN)
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            """
                            {"since":"%s","until":"%s","tenantId":"%s","dryRun":true}
                            """
                                .formatted(since, Instant.now().plusSeconds(60), Tenancy.TENANT)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body()).path("found").asLong();
  }

  @Test
  void storesNothingOfAnUnsignedWebhook() throws Exception {
    var began = Instant.now();
    var all = new HashSet<String>();
    for (var bad : Stream.concat(unreadable(), readable()).toList()) {
      for (var signature : List.of("", "sha256=", Signed.hex(bad.body(), "another-secret"))) {
        assertThat(Signed.post(address, bad.body(), signature).statusCode())
            .as(bad.name())
            .isEqualTo(401);
      }
      all.add(bad.name());
    }
    assertThat(all).hasSizeGreaterThan(35);
    assertThat(Broker.take(LANE)).isEmpty();
    assertThat(TENANCY.asked("/internal/parked")).isEmpty();

    // a signed one marks the end: earlier ones would be in the archive, too
    assertGoodWebhookIsAccepted();
    await().atMost(Duration.ofSeconds(30)).until(() -> archived(began) > 0);
    assertThat(archived(began)).isEqualTo(1);
  }

  @Test
  void refusesATooLargeWebhookBeforeItIsRead() {
    assertThat(send(new byte[BadPayloads.LARGEST + 1])).isEqualTo(413);
    assertThat(send(new byte[BadPayloads.LARGEST + 1_000_000])).isEqualTo(413);
    assertGoodWebhookIsAccepted();
  }
}
