package io.wabridge.genesys.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.client.Announcements;
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
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.sandbox.Sandbox;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.StandIn.RecordedRequest;
import io.wabridge.testkit.TcpProxy;
import io.wabridge.testkit.Tenancy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/** A desk's limits are kept before it refuses, and its outages do not affect other desks. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,genesys-api-service",
      "bridge.lanes.patience=2m", // retried in place: this test has no ledger for holding
      "bridge.resilience.limits.genesys.calls-per-minute=100", // 20 at once, 80 a minute
      "bridge.resilience.receipt-patience=1s",
      "bridge.resilience.open-for=2s"
    })
@LocalStores
class DeskGuardTests {

  private static final String FIRST = "sandbox-genesys-client";
  private static final String SECOND = "second-client";
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
    proxy = TcpProxy.to(URI.create(sandboxServer.genesysUrl()).getPort());
  }

  @AfterAll
  static void stop() {
    proxy.close();
    sandboxServer.close();
  }

  @Autowired LanePublisher publisher;
  @Autowired MeterRegistry meters;
  @Autowired Announcements announcements;
  @Autowired JsonMapper json;

  private final String desk = "desk-" + Ids.next();
  private final Map<String, String> desks = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private String integration;

  @BeforeEach
  void begin() {
    TENANCY.reset();
    sandbox("POST", "/sandbox/reset", "{}");
    sandbox("PATCH", "/sandbox/settings", "{\"ratePerMinute\":100}");
    TENANCY.special(this::remembered);
    TENANCY.outside(asked ->
        asked.path().endsWith("/begin")
            ? Answer.ok(
                "{\"go\":\"GO\",\"session\":{\"conversation\":\"c\",\"at\":\"2099-01-01T00:00:00Z\"}}")
            : Answer.ok("{}"));
    integration =
        send(
                "POST",
                "/api/v2/conversations/messaging/integrations/open",
                "{\"name\":\"Desk\",\"outboundNotificationWebhookUrl\":\"http://127.0.0.1:1/\","
                    + "\"outboundNotificationWebhookSignatureSecretToken\":\"0123456789abcdef\"}",
                "Bearer " + signIn(FIRST, "sandbox-genesys-secret"))
            .path("id")
            .asString();
    enter(desk, sandboxServer.genesysUrl(), "");
  }

  private void enter(String id, String url, String more) {
    desks.put(id, Tenancy.desk(id, integration, url, FIRST, "sandbox-genesys-secret", "{}", more));
  }

  /** The core services: the desks, and tokens from the sandbox's Genesys. */
  private Optional<Answer> remembered(RecordedRequest asked) {
    var path = URI.create(asked.path());
    var steps = path.getPath().split("/");
    if (path.getPath().startsWith("/internal/desks/")) {
      return Optional.ofNullable(desks.get(steps[3])).map(Answer::ok);
    }
    if (!path.getPath().startsWith("/internal/tokens/desks/")) {
      return Optional.empty();
    }
    var client = path.getQuery().substring("credential=".length());
    var key = steps[4] + client;
    if (path.getPath().endsWith("/renew")) {
      tokens.remove(key);
    }
    var token =
        tokens.computeIfAbsent(
            key,
            _ -> signIn(client, client.equals(FIRST) ? "sandbox-genesys-secret" : "second-secret"));
    if (token.isEmpty()) {
      tokens.remove(key);
      return Optional.of(new Answer(403, "{}"));
    }
    return Optional.of(Answer.ok("{\"token\":\"" + token + "\"}"));
  }

  private String signIn(String client, String secret) {
    var basic = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return ask(HttpRequest.newBuilder(URI.create(sandboxServer.genesysUrl() + "/oauth/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic))
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")))
        .path("access_token")
        .asString("");
  }

  private JsonNode sandbox(String method, String path, String body) {
    return send(method, path, body, "none");
  }

  private JsonNode send(String method, String path, String body, String authorization) {
    return ask(
        HttpRequest.newBuilder(URI.create(sandboxServer.genesysUrl() + path))
            .header("Content-Type", "application/json")
            .header("Authorization", authorization)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode ask(HttpRequest.Builder request) {
    try {
      return json.readTree(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long counted(String what) {
    return sandbox("GET", "/sandbox/counters", "").path(what).asLong();
  }

  private long requestsOf(String client) {
    return sandbox("GET", "/sandbox/counters", "").path("requests").path(client).asLong();
  }

  private void awaitInbound(long messages, int seconds) {
    await()
        .atMost(Duration.ofSeconds(seconds))
        .untilAsserted(() -> assertThat(counted("inbound")).isEqualTo(messages));
  }

  private String say(String to, int person) {
    var id = Ids.next();
    var waId = "4479110" + (10_000 + person);
    publish(
        to + waId,
        new Payload.InboundMessage(
            new Message(
                new MessageId(id),
                new ConversationId(to + waId),
                Direction.INBOUND,
                new ChannelId("channel-1"),
                new DeskId(to),
                Person.ofWaId(waId),
                waId,
                new Content.Text("hello"),
                new ExternalId("wamid." + id),
                null,
                null,
                Instant.now(),
                Origin.PERSON)));
    return id;
  }

  private void receipt(String to, int person, Status status) {
    var waId = "4479110" + (10_000 + person);
    publish(
        to + waId,
        new Payload.InboundReceipt(
            new Receipt(
                new MessageId(Ids.next()),
                new ConversationId(to + waId),
                new ChannelId("channel-1"),
                new DeskId(to),
                new ExternalId(Ids.next()),
                waId,
                status,
                status == Status.FAILED ? Reason.WINDOW_CLOSED : null,
                null,
                Instant.now())));
  }

  private void publish(String conversation, Payload payload) {
    publisher.publish(
        "genesys-api-service.genesys",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            conversation,
            Ids.next(),
            Instant.now(),
            payload));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private double gauge(String name, String... tags) {
    return meters.get(name).tags(tags).gauge().value();
  }

  private double dropped() {
    var counter = meters.find("bridge.receipts.dropped").counter();
    return counter == null ? 0 : counter.count();
  }

  private String second() {
    sandbox("POST", "/sandbox/clients", "{\"id\":\"second-client\",\"secret\":\"second-secret\"}");
    return Tenancy.credential("second-client", "second-secret");
  }

  @Test
  void keepsTheCallLimitOfACredential() {
    var began = System.nanoTime();
    IntStream.range(0, 26).forEach(person -> say(desk, person));
    awaitInbound(26, 30);

    assertThat(since(began)).isGreaterThan(Duration.ofSeconds(4)); // 20, then 4 in 3 s
    assertThat(counted("hurried")).isZero();
    assertThat(gauge("bridge.rate.budget.remaining", "of", desk)).isLessThan(0.2);
  }

  @Test
  void sharesTheLoadBetweenCredentialsAndSkipsARefusedOne() {
    enter(desk, sandboxServer.genesysUrl(), second());
    var began = System.nanoTime();
    IntStream.range(0, 36).forEach(person -> say(desk, person));
    awaitInbound(36, 10);
    assertThat(since(began)).isLessThan(Duration.ofSeconds(8)); // with one credential it needs 12 s
    assertThat(requestsOf(SECOND)).isBetween(15L, 21L);
    assertThat(gauge("bridge.desk.clients", "desk", desk, "state", "working")).isEqualTo(2);

    sandbox("POST", "/sandbox/clients", "{\"id\":\"second-client\",\"secret\":\"another\"}");
    sandbox("POST", "/sandbox/tokens/expire", "{}");
    var others = requestsOf(SECOND);
    IntStream.range(0, 8).forEach(person -> say(desk, person));
    awaitInbound(44, 15);
    assertThat(gauge("bridge.desk.clients", "desk", desk, "state", "refused")).isEqualTo(1);
    assertThat(TENANCY.asked("/internal/parked")).isEmpty();
    assertThat(requestsOf(SECOND)).isEqualTo(others);

    second();
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          say(desk, 1);
          return gauge("bridge.desk.clients", "desk", desk, "state", "working") == 2;
        });
  }

  @Test
  void shortSignInRefusalKeepsOrder() {
    desks.put(
        desk, Tenancy.desk(desk, integration, sandboxServer.genesysUrl(), "unknown", "wrong"));
    var first = say(desk, 1);
    await()
        .ignoreExceptions()
        .until(() -> gauge("bridge.desk.clients", "desk", desk, "state", "refused") == 1);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> lights().stream().anyMatch(one -> one.contains("refusal")));
    var second = say(desk, 1);
    assertThat(TENANCY.asked("/internal/messages"))
        .noneMatch(
            one -> one.path().endsWith(first + "/begin") || one.path().endsWith(second + "/begin"));

    enter(desk, sandboxServer.genesysUrl(), "");
    announcements.announceChange(Tenancy.TENANT);
    awaitInbound(2, 30);
    assertThat(TENANCY.asked("/internal/parked")).noneMatch(one -> one.body().contains(desk));
    await().atMost(Duration.ofSeconds(5)).until(() -> lights().getLast().equals("{}"));
  }

  private List<String> lights() {
    return TENANCY.asked("/internal/desks/" + desk + "/credentials").stream()
        .map(RecordedRequest::body)
        .toList();
  }

  @Test
  void shortSignInRefusalOfTenClientsKeepsOrder() {
    var more =
        IntStream.range(1, 10)
            .mapToObj(n -> Tenancy.credential("unknown-" + n, "wrong"))
            .collect(Collectors.joining(","));
    desks.put(
        desk,
        Tenancy.desk(
            desk, integration, sandboxServer.genesysUrl(), "unknown", "wrong", "{}", more));
    var people = IntStream.range(0, 3).boxed().toList();
    var first = people.stream().map(person -> say(desk, person)).toList();
    await()
        .ignoreExceptions()
        .atMost(Duration.ofSeconds(20))
        .until(() -> gauge("bridge.desk.clients", "desk", desk, "state", "refused") == 10);
    var later = people.stream().map(person -> say(desk, person)).toList();
    assertThat(TENANCY.asked("/internal/messages"))
        .noneMatch(one -> later.stream().anyMatch(id -> one.path().contains(id)));

    enter(desk, sandboxServer.genesysUrl(), "");
    announcements.announceChange(Tenancy.TENANT);
    awaitInbound(6, 60);
    assertThat(TENANCY.asked("/internal/parked")).noneMatch(one -> one.body().contains(desk));
    var begun =
        TENANCY.asked("/internal/messages").stream()
            .filter(one -> one.path().endsWith("/begin"))
            .map(one -> one.path().split("/")[3])
            .toList();
    assertThat(begun)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(first.stream(), later.stream()).toList());
    people.forEach(
        person -> assertThat(begun).containsSubsequence(first.get(person), later.get(person)));
  }

  @Test
  void makesNoCallUntilRetryAfterIsOver() throws Exception {
    sandbox("POST", "/sandbox/faults", "{\"operation\":\"message\",\"kind\":\"429\"}");
    say(desk, 1); // answered 429 with Retry-After: 2
    await().until(() -> meters.find("bridge.gate.waits").counters() != null && paused());
    var asked = requestsOf(FIRST);
    var began = System.nanoTime();
    IntStream.range(2, 8).forEach(person -> say(desk, person));
    Thread.sleep(1200);

    assertThat(requestsOf(FIRST)).isEqualTo(asked);
    awaitInbound(7, 10);
    assertThat(since(began)).isGreaterThan(Duration.ofMillis(1500));
  }

  private boolean paused() {
    return TENANCY.asked("/internal/messages").stream()
        .anyMatch(one -> one.path().endsWith("/end") && one.body().contains("RECEIVED"));
  }

  @Test
  void deliveredReceiptsWaitForMessagesWhenTheBudgetIsShort() {
    var before = dropped();
    IntStream.range(0, 20).forEach(person -> say(desk, person));
    awaitInbound(20, 10);

    IntStream.range(100, 110).forEach(person -> receipt(desk, person, Status.DELIVERED));
    receipt(desk, 200, Status.FAILED);
    IntStream.range(300, 304).forEach(person -> say(desk, person));

    awaitInbound(24, 12);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(TENANCY.asked("/internal/parked"))
                .as("all receipts reached the desk, which did not know the messages")
                .filteredOn(one -> one.body().contains("UnknownMessage"))
                .hasSize(11));
    assertThat(dropped()).isEqualTo(before);
    assertThat(counted("hurried")).isZero();
  }

  @Test
  void opensTheCircuitOfAHangingDeskAndDelaysNoOther() {
    var hanging = "desk-" + Ids.next();
    enter(hanging, "http://127.0.0.1:" + proxy.port(), "");
    say(hanging, 1);
    awaitInbound(1, 5);
    proxy.stopAnswering();
    try {
      var began = System.nanoTime();
      IntStream.range(0, 40).forEach(person -> say(hanging, person));
      for (var n = 0; n < 8; n++) {
        var asked = System.nanoTime();
        say(desk, n);
        awaitInbound(2 + n, 2);
        assertThat(since(asked)).isLessThan(Duration.ofSeconds(1));
      }
      await()
          .atMost(Duration.ofSeconds(10).minus(since(began)))
          .until(() -> gauge("bridge.desk.up", "desk", hanging) == 0);
      assertThat(gauge("bridge.desk.up", "desk", desk)).isEqualTo(1);
      assertThat(inProgress()).as("calls at once").isLessThanOrEqualTo(16);
    } finally {
      proxy.restore();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(counted("inbound")).isGreaterThanOrEqualTo(9 + 40));
    assertThat(gauge("bridge.desk.up", "desk", hanging)).isEqualTo(1);
  }

  /** Deliveries that have begun and not ended, in both desks. */
  private long inProgress() {
    return steps("/begin") - steps("/end");
  }

  private static long steps(String step) {
    return TENANCY.asked("/internal/messages/").stream()
        .filter(one -> one.path().endsWith(step))
        .count();
  }
}
