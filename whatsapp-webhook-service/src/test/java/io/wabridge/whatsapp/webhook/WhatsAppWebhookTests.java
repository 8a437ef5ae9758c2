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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
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
  void abuse06_refusesAWrongHandshake(String query) throws Exception {
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
  void abuse01_refusesAWrongSignatureAndStoresNothing() {
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
  void abuse01_acceptsThePreviousSecretsDuringARotation() throws Exception {
    var channel = address.replaceAll(".*/", "");
    TENANCY.special(asked ->
        asked.path().contains("/" + channel)
            ? Optional.of(
                Answer.ok(
                    Tenancy.channel(channel, Tenancy.NUMBER, TENANCY.url())
                        .replace(Tenancy.APP_SECRET, "the-next-app-secret")
                        .replace(Tenancy.VERIFY_TOKEN, "the-next-verify-token")
                        .replace(
                            "\"secrets\":",
                            "\"previousSecrets\":{\"appSecret\":\"%s\",\"verifyToken\":\"%s\"},\"secrets\":"
                                .formatted(Tenancy.APP_SECRET, Tenancy.VERIFY_TOKEN))))
            : Optional.empty());
    var body = webhook(Tenancy.NUMBER, List.of(message(1, 1))).getBytes(UTF_8);
    var challenge = "hub.mode=subscribe&hub.challenge=7&hub.verify_token=";

    for (var secret : List.of("the-next-app-secret", Tenancy.APP_SECRET)) {
      assertThat(Signed.post(address, body, Signed.hex(body, secret)).statusCode()).isEqualTo(200);
    }
    assertThat(Signed.post(address, body, Signed.hex(body, "another-secret")).statusCode())
        .isEqualTo(401);
    for (var token : List.of("the-next-verify-token", Tenancy.VERIFY_TOKEN)) {
      assertThat(handshake(challenge + token).statusCode()).isEqualTo(200);
    }
    assertThat(handshake(challenge + "wrong").statusCode()).isEqualTo(403);
    Broker.take(LANE);
  }

  /** Any caller can send forgeries, and would otherwise fill the disk with log lines. */
  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void abuse01_aHundredForgeriesAreOneLogLine(CapturedOutput output) {
    var body = webhook(Tenancy.NUMBER, List.of(message(1, 1))).getBytes(UTF_8);
    var bad = meters.counter("bridge.webhooks.received", badSignatures());
    var before = bad.count();

    for (var forged = 0; forged < 100; forged++) {
      Signed.post(address, body, Signed.hex(body, "another-secret"));
    }

    assertThat(output.getAll().split("a webhook that is not genuine was refused", -1)).hasSize(2);
    assertThat(bad.count()).isEqualTo(before + 100);
  }

  private static String[] badSignatures() {
    return new String[] {
      "source", "whatsapp", "tenant", Tenancy.TENANT, "outcome", "bad_signature"
    };
  }

  @Test
  void answers404ForAnUnknownChannel() {
    address = address.replace("channel-", "unknown-");

    assertThat(send(webhook(Tenancy.NUMBER, List.of())).statusCode()).isEqualTo(404);
  }

  @Test
  void abuse07_refusesMoreThanThreeMegabytes() {
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

  /** A tenant of its own with one message a second; {@code address} is that of its number. */
  private String tenantWithASmallQuota() {
    var number = "n" + Ids.next();
    var limited = "/channel-" + number + "-";
    address = address.replace("/channel-", limited);
    var channel = address.replaceAll(".*/", "");
    TENANCY.special(asked ->
        asked.path().contains(limited) || asked.path().endsWith("/" + number)
            ? Optional.of(
                Answer.ok(
                    Tenancy.channel(channel, number, TENANCY.url())
                        .replace("{\"tenant\":\"tenant-1\"", "{\"tenant\":\"" + number + "\"")
                        .replace("\"active\"", "\"quotaPerSecond\":1,\"active\"")))
            : Optional.empty());
    return number;
  }

  @Test
  void statusesDoNotUseTheMessagesQuota() {
    var number = tenantWithASmallQuota();

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
  void abuse28_refusesATenantOverQuotaAndNoOther() {
    var quiet = address;
    var number = tenantWithASmallQuota();
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

  /** One webhook must not fill the lanes that all tenants share. */
  @Test
  void abuse28_refusesAWebhookOfThousandsOfMessages() {
    var messages = IntStream.range(0, 1001).mapToObj(n -> message(n % 40, n)).toList();

    assertThat(send(webhook(Tenancy.NUMBER, messages)).statusCode()).isEqualTo(413);
    assertThat(Broker.take(LANE)).isEmpty();
  }

  @Test
  void abuse28_unreadableWebhooksCountAgainstTheQuota() {
    var number = tenantWithASmallQuota();
    var thousand = IntStream.range(0, 1000).mapToObj(n -> message(n % 40, n)).toList();
    assertThat(send(webhook(number, thousand)).statusCode()).isEqualTo(200);

    var statuses = IntStream.range(0, 150).map(n -> send("not json").statusCode()).boxed().toList();

    assertThat(statuses).containsOnly(200, 429);
    assertThat(TENANCY.asked("/internal/parked")).hasSizeLessThan(140);
    Broker.take(LANE);
  }

  /** The secret of one tenant is no proof for what happened at another one's number. */
  @Test
  void abuse05_aWebhookOfOneTenantReachesNoNumberOfAnother() {
    var number = "n" + Ids.next();
    TENANCY.special(asked ->
        asked.path().endsWith("/" + number) || asked.path().endsWith("/channel-of-another")
            ? Optional.of(
                Answer.ok(
                    Tenancy.channel("channel-of-another", number, TENANCY.url())
                        .replace("{\"tenant\":\"tenant-1\"", "{\"tenant\":\"tenant-2\"")))
            : Optional.empty());

    var body = webhook(number, List.of(message(1, 1), message(2, 1)));

    assertThat(send(body).statusCode()).isEqualTo(200);
    assertThat(Broker.take(LANE)).isEmpty();
    assertThat(TENANCY.asked("/internal/parked"))
        .isNotEmpty()
        .allSatisfy(parked -> {
          var row = json.readTree(parked.body());
          assertThat(row.path("reason").asString()).isEqualTo("UNKNOWN_CHANNEL");
          assertThat(row.path("tenant").asString()).isEqualTo(Tenancy.TENANT);
        });
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
