package io.wabridge.whatsapp.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.model.Ids;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.TcpProxy;
import io.wabridge.testkit.Tenancy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Meta's webhooks: those answered 200 are in the lanes of a real broker. The counterpart is
 * GenesysWebhookTests.
 */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {"spring.config.name=bridge,whatsapp-webhook-service", "bridge.quota.burst=1100s"})
@LocalStores
class WhatsAppWebhookTests {

  private static final String LANE = "inbound-transformer";
  private static final Tenancy TENANCY = new Tenancy();
  private static final TcpProxy WIRE = TcpProxy.to(Stores.get().port("SPRING_RABBITMQ_PORT"));

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("spring.rabbitmq.port", WIRE::port);
  }

  @LocalServerPort int port;
  @Autowired JsonMapper json;
  @Autowired MeterRegistry meters;

  private String address;

  @BeforeEach
  void begin() {
    WIRE.restore();
    TENANCY.reset();
    Broker.take(LANE);
    address = "http://127.0.0.1:" + port + "/webhooks/whatsapp/channel-" + Ids.next();
  }

  private static String message(int person, int number) {
    return """
    {"from":"44700900%d","id":"wamid.%d.%d","timestamp":"1763712000","type":"text",
     "text":{"body":"%d"}}
    """
        .formatted(person, person, number, number);
  }

  private static String webhook(String number, List<String> messages) {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"waba-1","changes":[{"field":"messages",
     "value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},
              "messages":[%s]}}]}]}
    """
        .formatted(number, String.join(",", messages));
  }

  private HttpResponse<String> send(String body) {
    return Signed.post(
        address, body.getBytes(UTF_8), Signed.hex(body.getBytes(UTF_8), Tenancy.APP_SECRET));
  }

  private HttpResponse<String> handshake(String query) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + "?" + query)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void handshakeReturnsTheChallenge() throws Exception {
    var answer =
        handshake(
            "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + Tenancy.VERIFY_TOKEN);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("1158201444");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
        "hub.mode=subscribe&hub.challenge=1",
        "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=" + Tenancy.VERIFY_TOKEN,
        ""
      })
  void refusesAWrongHandshake(String query) throws Exception {
    assertThat(handshake(query).statusCode()).isEqualTo(403);
  }

  @Test
  void publishesAMessageBeforeTheAnswer() {
    assertThat(send(webhook(Tenancy.NUMBER, List.of(message(1, 1)))).statusCode()).isEqualTo(200);

    var lying = Broker.take(LANE);
    assertThat(lying).hasSize(1);
    var envelope = json.readTree(lying.getFirst().getBody());
    assertThat(lying.getFirst().getProperties().getType()).isEqualTo("channel.part.v1");
    assertThat(envelope.path("tenant").asString()).isEqualTo(Tenancy.TENANT);
    assertThat(envelope.at("/payload/channel").asString()).startsWith("channel-");
    assertThat(envelope.path("idempotencyKey").asString()).contains("wamid.1.1");
  }

  private static String from(String senders) {
    return """
    {%s,"id":"wamid.%s","timestamp":"1763712000","type":"text","text":{"body":"hi"}}
    """
        .formatted(senders, Ids.next());
  }

  @Test
  void personNamedByAnyIdStaysInOneLane() {
    var bsuid = "GB." + Ids.next().replace("-", "");
    var number = "44" + Math.abs(bsuid.hashCode());
    for (var senders :
        List.of(
            "\"from\":\"" + number + "\"",
            "\"from\":\"" + number + "\",\"from_user_id\":\"" + bsuid + "\"",
            "\"from_user_id\":\"" + bsuid + "\"",
            "\"from\":\"" + number + "\"")) {
      assertThat(send(webhook(Tenancy.NUMBER, List.of(from(senders)))).statusCode()).isEqualTo(200);
    }

    assertThat(Broker.take(LANE))
        .hasSize(4)
        .extracting(one -> json.readTree(one.getBody()).path("conversationKey").asString())
        .containsOnly(Tenancy.NUMBER + ":" + number);
  }

  @Test
  void publishesAThousandMessagesOfAWebhookInOrder() {
    var messages =
        IntStream.range(0, 1000).mapToObj(n -> message(n % 40, n)).collect(Collectors.toList());
    var began = Instant.now();

    assertThat(send(webhook(Tenancy.NUMBER, messages)).statusCode()).isEqualTo(200);

    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
    var lying = Broker.take(LANE);
    assertThat(lying).hasSize(1000);
    var numbers = new HashMap<String, List<Integer>>();
    for (var one : lying) {
      var envelope = json.readTree(one.getBody());
      var part = envelope.at("/payload/body").asString();
      var number = Integer.parseInt(part.replaceAll("(?s).*\"body\":\"(\\d+)\".*", "$1"));
      numbers
          .computeIfAbsent(envelope.path("conversationKey").asString(), _ -> new ArrayList<>())
          .add(number);
    }
    assertThat(numbers).hasSize(40);
    assertThat(numbers.values()).allSatisfy(order -> assertThat(order).isSorted());
  }

  @Test
  void refusesAWrongSignatureAndStoresNothing() {
    var body = webhook(Tenancy.NUMBER, List.of(message(1, 1))).getBytes(UTF_8);
    for (var signature :
        List.of(
            "",
            "sha256=",
            "sha256=00",
            Signed.hex(body, "another-secret"),
            Signed.base64(body, Tenancy.APP_SECRET),
            Signed.hex(body, Tenancy.APP_SECRET).replace("sha256", "sha1"))) {
      assertThat(Signed.post(address, body, signature).statusCode()).as(signature).isEqualTo(401);
    }
    var changed = new String(body, UTF_8).replace("wamid", "Wamid").getBytes(UTF_8);
    assertThat(Signed.post(address, changed, Signed.hex(body, Tenancy.APP_SECRET)).statusCode())
        .isEqualTo(401);

    assertThat(Broker.take(LANE)).isEmpty();
    assertThat(TENANCY.asked("/internal/parked")).isEmpty();
  }

  @Test
  void answers404ForAnUnknownChannel() {
    address = address.replace("channel-", "unknown-");

    assertThat(send(webhook(Tenancy.NUMBER, List.of())).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesMoreThanThreeMegabytes() {
    assertThat(send("x".repeat(3 * 1024 * 1024 + 1)).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"not json at all", "{\"object\":", "[]", "{}", "null", "{\"entry\":3}"})
  void parksAGenuineUnreadableWebhook(String body) {
    assertThat(send(body).statusCode()).isEqualTo(200);

    var parked = TENANCY.asked("/internal/parked");
    assertThat(parked).hasSize(1);
    assertThat(json.readTree(parked.getFirst().body()).path("reason").asString())
        .isEqualTo("UNREADABLE");
    assertThat(json.readTree(parked.getFirst().body()).path("envelope").asString()).isEqualTo(body);
  }

  @Test
  void answers503WhenAnUnreadableWebhookCannotBeParked() {
    send(webhook(Tenancy.NUMBER, List.of()));
    TENANCY.coreServicesDown(true);

    assertThat(send("not json").statusCode()).isEqualTo(503);
  }

  @Test
  void statusesDoNotUseTheMessagesQuota() {
    var number = "n" + Ids.next();
    address = address.replace("/channel-", "/channel-reporting-");
    TENANCY.special(asked ->
        asked.path().contains("/channel-reporting-") || asked.path().endsWith("/" + number)
            ? Optional.of(
                Answer.ok(
                    Tenancy.channel(address.replaceAll(".*/", ""), number, TENANCY.url())
                        .replace("{\"tenant\":\"tenant-1\"", "{\"tenant\":\"" + number + "\"")
                        .replace("\"active\"", "\"quotaPerSecond\":1,\"active\"")))
            : Optional.empty());

    assertThat(send(statuses(number, 3000)).statusCode()).isEqualTo(200);
    var lying = Broker.take(LANE);
    assertThat(lying).hasSize(3000);
    assertThat(json.readTree(lying.getFirst().getBody()).path("conversationKey").asString())
        .startsWith("signal:");
    var thousand = IntStream.range(0, 1000).mapToObj(n -> message(n % 40, n)).toList();
    assertThat(send(webhook(number, thousand)).statusCode()).isEqualTo(200);
    assertThat(send(statuses(number, 3000)).statusCode()).isEqualTo(429);
    Broker.take(LANE);
  }

  private static String statuses(String number, int count) {
    var all =
        IntStream.range(0, count)
            .mapToObj(
                """
                {"id":"wamid.foreign.%d","status":"delivered","timestamp":"1763712000",
                 "recipient_id":"447009001234"}
                """
                    ::formatted)
            .toList();
    return webhook(number, all).replace("\"messages\":[", "\"statuses\":[");
  }

  @Test
  void refusesATenantOverQuotaAndNoOther() {
    var quiet = address;
    var number = "n" + Ids.next();
    address = address.replace("/channel-", "/channel-flooding-");
    TENANCY.special(asked ->
        asked.path().contains("/channel-flooding-") || asked.path().endsWith("/" + number)
            ? Optional.of(
                Answer.ok(
                    Tenancy.channel(address.replaceAll(".*/", ""), number, TENANCY.url())
                        .replace("{\"tenant\":\"tenant-1\"", "{\"tenant\":\"" + number + "\"")
                        .replace("\"active\"", "\"quotaPerSecond\":1,\"active\"")))
            : Optional.empty());
    var thousand = IntStream.range(0, 1000).mapToObj(n -> message(n % 40, n)).toList();
    assertThat(send(webhook(number, thousand)).statusCode()).isEqualTo(200);
    assertThat(Broker.take(LANE)).hasSize(1000);

    var refused = send(webhook(number, thousand.subList(0, 120)));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("")))
        .isBetween(1, 20);
    assertThat(refused.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("application/problem+json");
    assertThat(Broker.take(LANE)).isEmpty();
    assertThat(
            meters
                .counter(
                    "bridge.webhooks.received",
                    "source",
                    "whatsapp",
                    "tenant",
                    number,
                    "outcome",
                    "over_quota")
                .count())
        .isEqualTo(1);
    var flooding = address;
    address = quiet;
    assertThat(send(webhook(Tenancy.NUMBER, List.of(message(1, 1)))).statusCode()).isEqualTo(200);
    address = flooding;
    assertThat(send(webhook(number, thousand.subList(0, 1))).statusCode()).isEqualTo(200);
    assertThat(Broker.take(LANE)).hasSize(2);
  }

  @Test
  void parksAnUnknownNumberAndContinues() {
    assertThat(send(webhook("999", List.of(message(1, 1)))).statusCode()).isEqualTo(200);

    assertThat(TENANCY.asked("/internal/parked").getFirst().body()).contains("UNKNOWN_CHANNEL");
    assertThat(Broker.take(LANE)).isEmpty();
  }

  @Test
  void answers503WhileTheBrokerIsDown() {
    var body = webhook(Tenancy.NUMBER, List.of(message(1, 1)));
    send(body);
    Broker.take(LANE);
    WIRE.cut();

    var began = Instant.now();
    assertThat(send(body).statusCode()).isEqualTo(503);
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(2));

    WIRE.restore();
    await().atMost(5, TimeUnit.SECONDS).until(() -> send(body).statusCode() == 200);
    assertThat(Broker.take(LANE)).hasSize(1);
  }

  @Test
  void answers503WhileTenantServiceIsDown() {
    TENANCY.coreServicesDown(true);

    assertThat(send(webhook(Tenancy.NUMBER, List.of())).statusCode()).isEqualTo(503);
  }
}
