package io.wabridge.whatsapp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import io.wabridge.sandbox.Sandbox;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.TcpProxy;
import io.wabridge.testkit.Tenancy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * WhatsApp's limits are kept before it refuses, and a number that does not answer is not called.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,whatsapp-api-service",
      "bridge.lanes.patience=1m", // retried in place: this test has no ledger for holding
      "bridge.resilience.limits.cloud.pair-seconds=0.2",
      "bridge.resilience.limits.cloud.messages-per-second=50",
      "bridge.resilience.no-answer-timeout=3s",
      "bridge.resilience.open-for=1s",
      "bridge.resilience.max-open-for=2s",
      "bridge.outside.read-timeout=4s"
    })
@LocalStores
class ChannelGuardTests {

  private static final String NUMBER = "900800700600500";
  private static final Tenancy TENANCY = new Tenancy();
  private static Sandbox sandboxServer;
  private static TcpProxy proxy;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @BeforeAll
  static void start() {
    sandboxServer = Sandbox.start(0, 0);
    proxy = TcpProxy.to(URI.create(sandboxServer.whatsappUrl()).getPort());
  }

  @AfterAll
  static void stop() {
    proxy.close();
    sandboxServer.close();
  }

  @Autowired LanePublisher publisher;
  @Autowired MeterRegistry meters;
  @Autowired JsonMapper json;

  private final String channel = "channel-" + Ids.next();
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  @BeforeEach
  void begin() {
    TENANCY.reset();
    addresses.put(channel, sandboxServer.whatsappUrl());
    TENANCY.special(asked -> {
      var path = URI.create(asked.path()).getPath();
      var name = path.substring(path.lastIndexOf('/') + 1);
      var address = addresses.get(name);
      if (address == null) {
        return Optional.empty();
      }
      return Optional.of(
          asked.path().startsWith("/internal/tokens/")
              ? Answer.ok("{\"token\":\"sandbox-whatsapp-token\"}")
              : Answer.ok(Tenancy.channel(name, NUMBER, address)));
    });
    TENANCY.outside(
        asked -> asked.path().endsWith("/begin") ? Answer.ok("{\"go\":\"GO\"}") : Answer.ok("{}"));
    sandbox("POST", "/sandbox/reset", "{}");
    sandbox(
        "PATCH",
        "/sandbox/settings",
        "{\"window\":false,\"pairIntervalMs\":200,\"throughputPerSecond\":50}");
  }

  private JsonNode sandbox(String method, String path, String body) {
    try {
      var answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(sandboxServer.whatsappUrl() + path))
                  .header("Content-Type", "application/json")
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return json.readTree(answer.body());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String person(int which) {
    var waId = "4479110000" + (10 + which);
    sandbox("POST", "/sandbox/persons", "{\"waId\":\"" + waId + "\",\"name\":\"Rosa\"}");
    return waId;
  }

  private long counted(String what) {
    return sandbox("GET", "/sandbox/counters", "").path(what).asLong();
  }

  private String send(String through, String waId, String text) {
    var id = Ids.next();
    var message =
        new Message(
            new MessageId(id),
            new ConversationId(through + waId),
            Direction.OUTBOUND,
            new ChannelId(through),
            new DeskId("desk-1"),
            Person.ofWaId(waId),
            waId,
            new Content.Text(text),
            new ExternalId("desk-message-" + id),
            null,
            null,
            Instant.now(),
            Origin.PERSON);
    publisher.publish(
        "whatsapp-api-service.cloud",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            message.conversation().value(),
            "m:" + id,
            Instant.now(),
            new Payload.OutboundMessage(message)));
    return id;
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private void awaitAccepted(long messages, int seconds) {
    await()
        .atMost(Duration.ofSeconds(seconds))
        .untilAsserted(() -> assertThat(counted("accepted")).isEqualTo(messages));
  }

  @Test
  void keepsThePairRateAfterTheBurst() {
    var rosa = person(1);
    var began = System.nanoTime();

    IntStream.range(0, 60).forEach(number -> send(channel, rosa, "message " + number));
    awaitAccepted(60, 20);

    assertThat(since(began)).isGreaterThan(Duration.ofMillis(200 * (60 - 45)));
    assertThat(counted("hurried")).isZero();
    var texts =
        sandbox("GET", "/sandbox/persons/" + rosa + "/received?atLeast=60", "").path("items");
    assertThat(texts.valueStream().map(one -> one.path("text").asString()))
        .containsExactlyElementsOf(IntStream.range(0, 60).mapToObj(n -> "message " + n).toList());
    assertThat(
            TENANCY.asked("/internal/messages/").stream().filter(a -> a.path().endsWith("begin")))
        .as("a message that waits for the guard has not begun")
        .hasSize(60);
  }

  @Test
  void keepsTheThroughputOfANumber() {
    var began = System.nanoTime();
    for (var i = 0; i < 40; i++) {
      var waId = person(i);
      for (var n = 0; n < 5; n++) {
        send(channel, waId, "hello " + n);
      }
    }
    awaitAccepted(200, 20);

    assertThat(since(began)).isGreaterThan(Duration.ofMillis(3400)); // 25 at once, 175 at 50/s
    assertThat(counted("hurried")).isZero();
  }

  @Test
  void backsOffForOnePersonAfterAPairRefusalAndForAllAfterAThrottle() {
    var rosa = person(1);
    var tom = person(2);
    sandbox("POST", "/sandbox/faults", "{\"operation\":\"messages\",\"kind\":\"131056\"}");
    var began = System.nanoTime();
    send(channel, rosa, "first");
    await().until(() -> !TENANCY.asked("/internal/messages").isEmpty());
    await()
        .until(() ->
            TENANCY.asked("/internal/messages").stream()
                .anyMatch(one -> one.path().endsWith("/end")));
    send(channel, tom, "to another person");
    awaitAccepted(1, 3);
    assertThat(since(began)).isLessThan(Duration.ofSeconds(3));
    awaitAccepted(2, 10);
    assertThat(since(began)).isGreaterThan(Duration.ofSeconds(6));

    sandbox("POST", "/sandbox/faults", "{\"operation\":\"messages\",\"kind\":\"130429\"}");
    TENANCY.asked("/internal/messages").size();
    var again = System.nanoTime();
    var throttled = send(channel, rosa, "second");
    await().until(() -> !TENANCY.asked("/internal/messages/" + throttled + "/end").isEmpty());
    send(channel, tom, "waits, too");
    awaitAccepted(4, 12);
    assertThat(since(again)).isGreaterThan(Duration.ofSeconds(5));
    assertThat(waits("endpoint_backoff")).isPositive();
  }

  private double waits(String reason) {
    return meters.get("bridge.gate.waits").tag("reason", reason).counter().count();
  }

  private double up(String which) {
    return meters.get("bridge.channel.up").tag("channel", which).gauge().value();
  }

  @Test
  void opensTheCircuitOfASilentNumberAndClosesItAgain() {
    var silent = "channel-" + Ids.next();
    addresses.put(silent, "http://127.0.0.1:" + proxy.port());
    var rosa = person(1);
    var tom = person(2);
    send(silent, rosa, "before");
    send(channel, tom, "before");
    awaitAccepted(2, 5);
    proxy.stopAnswering();
    try {
      var began = System.nanoTime();
      send(silent, rosa, "while it is silent"); // it was sent: uncertain, never sent again
      await().atMost(Duration.ofSeconds(10)).until(() -> up(silent) == 0);
      assertThat(since(began)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
      send(silent, rosa, "after the silence");
      send(channel, tom, "nothing is wrong here");
      awaitAccepted(3, 3);
      assertThat(up(channel)).isEqualTo(1);
    } finally {
      proxy.restore();
    }
    awaitAccepted(4, 15);
    await().atMost(Duration.ofSeconds(5)).until(() -> up(silent) == 1 || probed(silent, rosa));
    assertThat(up(silent)).isEqualTo(1);
  }

  /** It closes after two probes, and only a message causes a probe. */
  private boolean probed(String silent, String waId) {
    send(silent, waId, "probe");
    return false;
  }
}
