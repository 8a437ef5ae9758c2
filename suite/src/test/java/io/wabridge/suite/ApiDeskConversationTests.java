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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
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

    await().atMost(LIMIT).until(() -> statuses("delivered").count() == 2);
    assertThat(statuses("delivered").map(one -> one.path("messageId").asString()))
        .contains(Http.JSON.readTree(accepted.body()).path("id").asString());

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
  void repliesWithEveryKindOfContent() throws Exception {
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Rosa Whitfield");
    phone.text("Where are you?");
    var message = event("message.created").path("message");
    assertThat(types()).containsExactly("conversation.opened", "message.created");
    var path = "/api/v1/conversations/" + message.path("conversationId").asString() + "/messages";
    var question = message.path("id").asString();

    accepted(
        send(
            desk,
            path,
            "{\"type\":\"text\",\"text\":\"Here\",\"replyTo\":\"%s\"}".formatted(question),
            null));
    accepted(
        send(
            desk,
            path,
            "{\"type\":\"reaction\",\"reaction\":{\"messageId\":\"%s\",\"emoji\":\"👍\"}}"
                .formatted(question),
            null));
    accepted(
        send(
            desk,
            path,
            "{\"type\":\"location\",\"location\":{\"latitude\":51.44,\"longitude\":-2.58}}",
            null));
    accepted(
        send(
            desk,
            path,
            "{\"type\":\"contacts\",\"contacts\":[{\"name\":\"Tom Ferris\",\"phones\":[\"+447700900124\"]}]}",
            null));
    await().atMost(LIMIT).until(() -> phone.received().size() == 4);

    var received = phone.received();
    assertThat(received)
        .extracting(one -> one.path("type").asString())
        .containsExactly("text", "reaction", "location", "contacts");
    var asked = message.at("/provider/messageId").asString();
    assertThat(received.get(0).at("/message/context/message_id").asString()).isEqualTo(asked);
    assertThat(received.get(1).at("/message/reaction/message_id").asString()).isEqualTo(asked);
    assertThat(received.get(1).at("/message/reaction/emoji").asString()).isEqualTo("👍");

    var unknown =
        Http.JSON.readTree(
            accepted(
                send(
                    desk,
                    path,
                    "{\"type\":\"reaction\",\"reaction\":{\"messageId\":\"none\",\"emoji\":\"👍\"}}",
                    null)));
    await().atMost(LIMIT).until(() -> statuses("failed").findAny().isPresent());
    assertThat(statuses("failed").findFirst().orElseThrow().path("messageId"))
        .isEqualTo(unknown.path("id"));
  }

  @Test
  void sendsWhatCanBeOpenedAndChosen() throws Exception {
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Rosa Whitfield");
    phone.text("What do you have?");
    var conversation = event("message.created").path("conversationId").asString();
    var path = "/api/v1/conversations/" + conversation + "/messages";
    for (var body :
        List.of(
            """
            {"type":"link","link":{"text":"Pay online","header":"Deposit","label":"Pay now","url":"https://example.test/pay"}}
            """,
            """
            {"type":"location_request","location_request":{"text":"Where shall we collect it?"}}
            """,
            """
            {"type":"product","product":{"catalogId":"3300","productId":"SKU-9"}}
            """,
            """
            {"type":"products","products":{"text":"Ours","header":"Bikes","catalogId":"3300",
              "sections":[{"title":"Tandems","productIds":["SKU-9"]},{"title":"Cargo","productIds":["SKU-10"]}]}}
            """,
            """
            {"type":"catalog","catalog":{"text":"All of them","footer":"Harbour Bikes"}}
            """,
            """
            {"type":"carousel","carousel":{"text":"Two are free","cards":[
              {"image":"https://example.test/1.jpg","text":"Red","answers":[{"id":"red","title":"Take it"}]},
              {"image":"https://example.test/2.jpg","text":"Blue","answers":[{"id":"blue","title":"Take it"}]}]}}
            """,
            """
            {"type":"choice","choice":{"body":"Which?","header":"Bikes","footer":"per day","button":"Show",
              "options":[{"id":"1","title":"Red","description":"two seats","section":"Tandems"},
                {"id":"2","title":"Long","section":"Cargo"}]}}
            """)) {
      accepted(send(desk, path, body, null));
    }
    await().atMost(LIMIT).until(() -> phone.received().size() == 7);

    assertThat(phone.received())
        .extracting(one -> one.at("/message/interactive/type").asString())
        .containsExactly(
            "cta_url",
            "location_request_message",
            "product",
            "product_list",
            "catalog_message",
            "carousel",
            "list");
    phone.press(phone.received().get(5).path("id").asString(), 2);
    await()
        .atMost(LIMIT)
        .until(() ->
            events("message.created")
                .anyMatch(
                    one -> one.at("/data/message/reply/optionId").asString("").equals("blue")));
    assertThat(
            send(
                desk,
                path,
                """
                {"type":"link","link":{"text":"a","label":"one more than 20 ch.","url":"https://example.test"}}
                """
                    .replace("ch.", "chars"),
                null))
        .satisfies(refused -> refuses(refused, 422, "link.label must have at most 20"));
  }

  @Test
  void sendsUploadedFiles() throws Exception {
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Rosa Whitfield");
    phone.text("Do you have a price list?");
    var conversation = event("message.created").path("conversationId").asString();
    var path = "/api/v1/conversations/" + conversation + "/messages";
    var bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);

    var answer = upload(token(desk), "application/pdf", bytes);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    var uploaded = Http.JSON.readTree(answer.body());
    assertThat(uploaded.path("mimeType").asString()).isEqualTo("application/pdf");
    assertThat(uploaded.path("bytes").asLong()).isEqualTo(bytes.length);
    assertThat(Instant.parse(uploaded.path("expiresAt").asString())).isAfter(Instant.now());
    var named =
        "{\"type\":\"media\",\"media\":{\"uploadId\":\"%s\",\"filename\":\"prices.pdf\"}}"
            .formatted(uploaded.path("uploadId").asString());
    accepted(send(desk, path, named, null));
    await().atMost(LIMIT).until(() -> phone.received().size() == 1);
    assertThat(phone.received().getFirst().path("type").asString()).isEqualTo("document");
    assertThat(phone.sha256(phone.received().getFirst())).isEqualTo(sha256(bytes));

    var other = desk(system.url() + "/other");
    assertThat(
            send(
                other, "/api/v1/conversations/" + conversationOf(other) + "/messages", named, null))
        .satisfies(refused -> refuses(refused, 422, "media.uploadId names no upload"));
    assertThat(upload(token(desk), "image/png", new byte[33 * 1024 * 1024]))
        .satisfies(refused -> refuses(refused, 413, "\"limit\":" + 32 * 1024 * 1024));
    assertThat(upload(token(desk), "application/pdf", new byte[0]))
        .satisfies(refused -> refuses(refused, 422, "file must be a part"));
    assertThat(send(desk, "/api/v1/uploads", "{}", null))
        .satisfies(refused -> refuses(refused, 415, "multipart/form-data"));
    assertThat(upload("wbk_unknown_" + apiKey(), "application/pdf", bytes).statusCode())
        .isEqualTo(401);
  }

  /** A conversation of another person at this desk. */
  private String conversationOf(JsonNode desk) {
    var before = events("/other", "message.created").count();
    phone(desk, "Tom Ferris", "90083").text("Hello");
    await().atMost(LIMIT).until(() -> events("/other", "message.created").count() > before);
    return events("/other", "message.created")
        .findFirst()
        .orElseThrow()
        .at("/data/conversationId")
        .asString();
  }

  @Test
  void takesCommandsInAConversation() throws Exception {
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Rosa Whitfield");
    phone.text("Hello?");
    var path =
        "/api/v1/conversations/" + event("message.created").path("conversationId").asString();
    assertThat(phone.said().getLast().path("ticks").asString()).isNotEqualTo("read");

    accepted(send(desk, path + "/typing", "", null));
    accepted(send(desk, path + "/read", "{}", null));
    await()
        .atMost(LIMIT)
        .until(() -> phone.said().getLast().path("ticks").asString().equals("read"));

    assertThat(send(desk, path + "/handoff", "{\"target\":7}", null))
        .satisfies(refused -> refuses(refused, 422, "target must be a string"));
    assertThat(send(desk, path + "/close", "{\"why\":\"\"}", null))
        .satisfies(refused -> refuses(refused, 422, "why is not known; known are reason"));
    assertThat(send(desk, "/api/v1/conversations/none/close", "", null))
        .satisfies(refused -> refuses(refused, 404, "UNKNOWN_CONVERSATION"));
    assertThat(send(desk, path + "/delete", "", null).statusCode()).isEqualTo(401);
    accepted(send(desk, path + "/handoff", "{\"target\":\"human\"}", "key-1"));
    accepted(send(desk, path + "/close", "{\"reason\":\"solved\"}", "key-2"));

    var more = "{\"type\":\"text\",\"text\":\"One more thing\"}";
    await()
        .atMost(LIMIT)
        .until(() -> send(desk, path + "/messages", more, null).statusCode() == 409);
    assertThat(send(desk, path + "/messages", more, null))
        .satisfies(refused -> refuses(refused, 409, "CONVERSATION_MOVED"));
    accepted(send(desk, path + "/close", "{\"reason\":\"solved\"}", "key-2"));
    phone.text("Hello again");
    await().atMost(LIMIT).until(() -> events("conversation.opened").count() == 2);
  }

  @Test
  void eventsWaitWhileTheEndpointIsGone() throws Exception {
    system.rule(_ -> new Answer(410, ""));
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Rosa Whitfield");
    phone.text("first");
    phone.text("second");
    var view = "/api/v1/tenants/" + tenant + "/desks/" + desk.path("id").asString();
    await().atMost(LIMIT).until(() -> api.get(view).path("status").asString().equals("FAILING"));
    assertThat(api.get(view).path("refusal").asString()).contains("410");

    system.clearRequests();
    system.rule(_ -> Answer.ok("{}"));
    await().atMost(LIMIT.multipliedBy(3)).until(() -> events("message.created").count() == 2);
    assertThat(events("message.created").map(one -> one.at("/data/message/text").asString()))
        .containsExactly("first", "second");
    await().atMost(LIMIT).until(() -> api.get(view).path("status").asString().equals("WORKING"));
  }

  @Test
  void abuse29_refusesAMessageAfterTheWindowHasClosed() throws Exception {
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Rosa Whitfield");
    phone.say(
        Map.of(
            "type",
            "text",
            "text",
            "two days ago",
            "timestamp",
            "" + (System.currentTimeMillis() / 1000 - 2 * 86_400)));
    var message = event("message.created").path("message");
    assertThat(message.at("/window/open").asBoolean(true)).isFalse();

    assertThat(
            send(
                desk,
                "/api/v1/conversations/" + message.path("conversationId").asString() + "/messages",
                "{\"type\":\"text\",\"text\":\"Sorry for the delay\"}",
                "key-1"))
        .satisfies(refused -> refuses(refused, 422, "WINDOW_CLOSED"));
    assertThat(phone.received()).isEmpty();

    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> {
          assertThat(
                  send(
                          desk,
                          "/api/v1/conversations/"
                              + message.path("conversationId").asString()
                              + "/messages",
                          "{\"type\":\"template\",\"template\":{\"name\":\"order_update\","
                              + "\"language\":\"en_US\",\"params\":[\"4711\"]}}",
                          "key-" + UUID.randomUUID())
                      .statusCode())
              .isEqualTo(202);
          Thread.sleep(1_000);
          return !phone.received().isEmpty();
        });
    assertThat(phone.received().getFirst().path("text").asString())
        .isEqualTo("Your order 4711 is on its way.");
  }

  /** Answers each message of the person with these replies, one after the other. */
  private void answering(String... replies) {
    var left = new ArrayDeque<>(List.of(replies));
    system.rule(asked -> {
      synchronized (left) {
        return asked.body().contains("\"type\":\"message.created\"") && !left.isEmpty()
            ? Answer.ok("{\"reply\":" + left.removeFirst() + "}")
            : Answer.ok("{}");
      }
    });
  }

  private static String text(String text) {
    return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
  }

  @Test
  void repliesInTheAnswerToAnEvent() throws Exception {
    answering(text("one"), text("four"));
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Rosa Whitfield");
    phone.text("Hello");
    await().atMost(LIMIT).until(() -> phone.received().size() == 1);
    var message = event("message.created").path("message");
    var path = "/api/v1/conversations/" + message.path("conversationId").asString() + "/messages";
    accepted(send(desk, path, text("two"), null));
    accepted(send(desk, path, text("three"), null));
    phone.text("And then?");
    await().atMost(LIMIT).until(() -> phone.received().size() == 4);
    assertThat(phone.received())
        .extracting(one -> one.path("text").asString())
        .containsExactly("one", "two", "three", "four");

    var key = message.path("id").asString();
    var again = Http.JSON.readTree(accepted(send(desk, path, text("one"), key)));
    accepted(send(desk, path, text("five"), null));
    await().atMost(LIMIT).until(() -> phone.received().size() == 5);
    assertThat(phone.received())
        .as("the key of the reply is the event's id")
        .extracting(one -> one.path("text").asString())
        .containsExactly("one", "two", "three", "four", "five");
    await()
        .atMost(LIMIT)
        .until(() ->
            statuses("delivered")
                .anyMatch(
                    one -> one.path("messageId").asString().equals(again.path("id").asString())));
  }

  @Test
  void anInvalidReplyInTheAnswerIsExplainedAndNotRepeated() throws Exception {
    answering("{\"type\":\"text\",\"txt\":\"secret words\"}");
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Rosa Whitfield");
    phone.text("Hello");
    phone.text("Are you there?");
    await().atMost(LIMIT).until(() -> events("message.created").count() == 2);
    var id = event("message.created").path("message").path("id").asString();
    var trace = "/api/v1/tenants/" + tenant + "/messages/" + id + "/trace";
    await().atMost(LIMIT).until(() -> api.get(trace).toString().contains("reply refused"));
    assertThat(api.get(trace).toString())
        .contains("txt is not known", "text is required")
        .doesNotContain("secret words");
    assertThat(events("message.created").count()).isEqualTo(2);
    assertThat(phone.received()).isEmpty();
  }

  @Test
  void bothKeysWorkDuringARotation() throws Exception {
    var desk = desk(system.url() + "/events");
    var phone = phone(desk, "Rosa Whitfield");
    phone.text("Hello");
    var path =
        "/api/v1/conversations/" + event("message.created").path("conversationId").asString();
    var after = "next-key-of-many-characters-" + run;
    var view = "/api/v1/tenants/" + tenant + "/desks/" + desk.path("id").asString();

    api.patch(view, Map.of("settings", Map.of("apiKey", after, "previousApiKey", apiKey())));
    var renewed = "wbk_" + desk.path("id").asString() + "_" + after;
    await().atMost(LIMIT).until(() -> post(renewed, path + "/read", "", null).statusCode() == 202);
    accepted(send(desk, path + "/read", "", null));

    api.patch(view, Http.JSON.readTree("{\"settings\":{\"previousApiKey\":null}}"));
    await().atMost(LIMIT).until(() -> send(desk, path + "/read", "", null).statusCode() == 401);
    accepted(post(renewed, path + "/read", "", null));
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
    return phone(desk, name, "90082");
  }

  private Phone phone(JsonNode desk, String name, String prefix) {
    var number = prefix + run;
    sandbox.post(
        "/sandbox/numbers",
        Map.of(
            "phoneNumberId", number,
            "display", "+1 555-012-0" + run.substring(0, 3),
            "wabaId", "7" + number,
            "appId", "5" + number,
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
                    "accountId", "7" + number,
                    "accessToken", "token-" + run,
                    "appSecret", "secret-" + run)));
    api.post(
        "/api/v1/tenants/%s/channels/%s/connect".formatted(tenant, channel.path("id").asString()),
        Map.of());
    return Phone.withNumber(addresses, number, "44" + prefix.substring(3) + run.substring(1), name);
  }

  /** The data of the first event of this type. */
  private JsonNode event(String type) {
    await().atMost(LIMIT).until(() -> events(type).findAny().isPresent());
    return events(type).findFirst().orElseThrow().path("data");
  }

  private Stream<JsonNode> events(String type) {
    return events("/events", type);
  }

  private List<String> types() {
    return system.asked("/events").stream()
        .map(one -> Http.JSON.readTree(one.body()).path("type").asString())
        .toList();
  }

  private Stream<JsonNode> statuses(String status) {
    return events("message.status")
        .map(one -> one.path("data"))
        .filter(one -> one.path("status").asString().equals(status));
  }

  private Stream<JsonNode> events(String path, String type) {
    return system.asked(path).stream()
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

  private HttpResponse<String> upload(String token, String type, byte[] bytes)
      throws IOException, InterruptedException {
    var head =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nContent-Type: "
            + type
            + "\r\n\r\n";
    var request =
        HttpRequest.newBuilder(URI.create(addresses.gateway() + "/api/v1/uploads"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(
                HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString(head),
                    HttpRequest.BodyPublishers.ofByteArray(bytes),
                    HttpRequest.BodyPublishers.ofString("\r\n--b--\r\n")));
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String accepted(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return answer.body();
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
