package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A system that is connected by API: events arrive there, replies and refusals come back. */
@ExtendWith(RunningBridge.class)
class ApiDeskConversationTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SECRET = "whsec_d2FicmlkZ2UtZGVtby1zZWNyZXQtMDAwMDAwMDAwMQ==";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Addresses addresses = RunningBridge.addresses();
  private final Http api = new Http(addresses.gateway(), addresses.adminToken());
  private final Http sandbox = new Http(addresses.whatsapp(), null);
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final StandIn system = StandIn.answering(_ -> Answer.ok("{}"));
  private final String tenant =
      api.post("/api/v1/tenants", Map.of("name", "API " + run)).path("id").asString();

  @AfterEach
  void close() {
    system.close();
  }

  @Test
  void carriesMessagesRepliesAndStatuses() throws Exception {
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Rosa Whitfield");

    phone.text("Is the tandem free on Saturday?");
    var message = event("message.created").path("message");
    assertThat(message.path("text").asString()).isEqualTo("Is the tandem free on Saturday?");
    assertThat(message.path("from").path("displayName").asString()).isEqualTo("Rosa Whitfield");
    assertThat(message.path("window").path("open").asBoolean()).isTrue();
    var path = "/api/v1/conversations/" + message.path("conversationId").asString() + "/messages";

    var accepted = send(desk, path, "{\"type\":\"text\",\"text\":\"Yes, it is.\"}", "key-1");
    assertThat(accepted.statusCode()).isEqualTo(202);
    var repeated = send(desk, path, "{\"type\":\"text\",\"text\":\"Yes, it is.\"}", "key-1");
    assertThat(repeated.body()).isEqualTo(accepted.body());
    send(desk, path, "{\"type\":\"text\",\"text\":\"Shall I book it?\"}", null);
    await().atMost(LIMIT).until(() -> phone.received().size() >= 2);
    assertThat(phone.received())
        .extracting(one -> one.path("text").asString())
        .containsExactly("Yes, it is.", "Shall I book it?");

    var status = event("message.status");
    assertThat(status.path("status").asString()).isEqualTo("delivered");
    assertThat(status.path("messageId").asString())
        .isEqualTo(Http.JSON.readTree(accepted.body()).path("id").asString());

    assertThat(send(desk, path, "{\"type\":\"text\",\"text\":\"Other\"}", "key-1"))
        .satisfies(refused -> refuses(refused, 422, "IDEMPOTENCY_KEY_REUSED"));
    assertThat(send(desk, path, "{\"type\":\"text\",\"txt\":\"a\"}", null))
        .satisfies(refused -> refuses(refused, 422, "txt is not known"));
    assertThat(send(desk, "/api/v1/conversations/none/messages", "{}", null).statusCode())
        .isEqualTo(404);
    phone.lastWroteSecondsAgo(25 * 3600);
    assertThat(
            send(
                desk,
                "/api/v1/messages",
                "{\"to\":{\"phone\":\"+%s\"},\"type\":\"text\",\"text\":\"Hi\"}"
                    .formatted(phone.address()),
                null))
        .satisfies(sent -> assertThat(sent.statusCode()).isEqualTo(202));
    assertThat(
            send(
                desk,
                "/api/v1/messages",
                "{\"to\":{\"phone\":\"+15550000000\"},\"type\":\"text\",\"text\":\"Hi\"}",
                null))
        .satisfies(refused -> refuses(refused, 422, "UNKNOWN_PERSON"));
  }

  @Test
  void takesNoReplyWithAnotherKey() throws Exception {
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Tom Ferris");
    phone.text("Hello");
    var conversation = event("message.created").path("conversationId").asString();
    var path = "/api/v1/conversations/" + conversation + "/messages";
    var body = "{\"type\":\"text\",\"text\":\"a\"}";

    var other = desk(system.url() + "/other");
    assertThat(send(other, path, body, null).statusCode()).as("another desk").isEqualTo(404);
    for (var token :
        List.of(
            "wbk_" + desk.path("id").asString() + "_" + "wrong-key-of-many-characters",
            "wbk_unknown_" + apiKey(),
            "nonsense")) {
      assertThat(post(token, path, body, null).statusCode()).as(token).isEqualTo(401);
    }
    assertThat(phone.received()).isEmpty();
  }

  @Test
  void exampleBotAnswers() throws Exception {
    var node = new ProcessBuilder("node", "--version").start();
    assumeThat(node.waitFor()).as("Node.js is not installed").isZero();
    var port = freePort();
    var desk = desk("http://127.0.0.1:" + port + "/");
    var phone = phone(desk, "Ana Tester");
    var log = Files.createTempFile("bot", ".log");
    var builder =
        new ProcessBuilder("node", Path.of("..", "docs", "examples", "bot.mjs").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "WABRIDGE_URL", addresses.gateway(),
                "WABRIDGE_KEY", token(desk),
                "SIGNING_SECRET", SECRET,
                "PORT", String.valueOf(port)));
    var bot = builder.start();
    try {
      phone.text("I want to book a bike");
      await().atMost(LIMIT).until(() -> phone.received().size() == 1);
      phone.press(phone.received().getFirst().path("id").asString(), 1);
      await().atMost(LIMIT).until(() -> phone.received().size() == 2);
      phone.text("Where are you?");
      await().atMost(LIMIT).until(() -> phone.received().size() == 3);
    } finally {
      bot.destroy();
      bot.waitFor();
    }

    assertThat(phone.received().get(0).path("text").asString()).isEqualTo("Which bike?");
    assertThat(phone.received().get(1).path("text").asString()).isEqualTo("You chose Red tandem.");
    assertThat(phone.received().get(2).path("type").asString())
        .as(Files.readString(log))
        .isEqualTo("location");
  }

  private JsonNode desk(String eventsUrl) {
    return api.post(
        "/api/v1/tenants/" + tenant + "/desks",
        Map.of(
            "name",
            "API desk",
            "kind",
            "api",
            "settings",
            Map.of("eventsUrl", eventsUrl, "signingSecret", SECRET, "apiKey", apiKey())));
  }

  private String apiKey() {
    return "key-of-many-characters-" + run;
  }

  private String token(JsonNode desk) {
    return "wbk_" + desk.path("id").asString() + "_" + apiKey();
  }

  /** A person at a new number, whose messages go to this desk. */
  private Phone phone(JsonNode desk, String name) {
    var number = "90082" + run;
    sandbox.post(
        "/sandbox/numbers",
        Map.of(
            "phoneNumberId", number,
            "display", "+1 555-012-0" + run.substring(0, 3),
            "wabaId", "70012" + run,
            "appId", "50042" + run,
            "appSecret", "secret-" + run,
            "accessToken", "token-" + run));
    var channel =
        api.post(
            "/api/v1/tenants/" + tenant + "/channels",
            Map.of(
                "name",
                "number",
                "kind",
                "cloud",
                "deskId",
                desk.path("id").asString(),
                "settings",
                Map.of(
                    "phoneNumberId", number,
                    "accountId", "70012" + run,
                    "accessToken", "token-" + run,
                    "appSecret", "secret-" + run)));
    api.post(
        "/api/v1/tenants/%s/channels/%s/connect".formatted(tenant, channel.path("id").asString()),
        Map.of());
    return Phone.withNumber(addresses, number, "4479" + run.substring(1), name);
  }

  /** The data of the first event of this type. */
  private JsonNode event(String type) {
    await().atMost(LIMIT).until(() -> events(type).findAny().isPresent());
    return events(type).findFirst().orElseThrow().path("data");
  }

  private Stream<JsonNode> events(String type) {
    return system.asked("/events").stream()
        .map(one -> Http.JSON.readTree(one.body()))
        .filter(event -> event.path("type").asString().equals(type));
  }

  private HttpResponse<String> send(JsonNode desk, String path, String body, String key)
      throws IOException, InterruptedException {
    return post(token(desk), path, body, key);
  }

  private HttpResponse<String> post(String token, String path, String body, String key)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(addresses.gateway() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void refuses(HttpResponse<String> answer, int status, String words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains(words);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
