package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.echo.EchoDesk;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A WhatsApp number that is connected to Chatwoot itself is followed: nothing is ever sent. */
@ExtendWith(RunningBridge.class)
class FollowedInboxTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Addresses addresses = RunningBridge.addresses();
  private final Http api = new Http(addresses.gateway(), addresses.adminToken());
  private final Http chatwoot = new Http(addresses.chatwoot(), null);
  private final StandIn product = StandIn.answering(_ -> Answer.ok("{}"));
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final String tenant =
      api.post("/api/v1/tenants", Map.of("name", "Followed " + run)).path("id").asString();
  private final String phone = "+4473" + run.substring(1);
  private JsonNode account;
  private String inbox;
  private JsonNode channel;

  @BeforeEach
  void addInbox() {
    account = chatwoot.post("/sandbox/accounts", Map.of("name", "Bikes " + run));
    inbox = number("UK");
  }

  @AfterEach
  void close() {
    product.close();
  }

  private String number(String name) {
    return chatwoot
        .post(
            "/sandbox/accounts/" + account() + "/whatsapp",
            Map.of("name", name, "phone", "+44207" + run))
        .path("id")
        .asString();
  }

  private String account() {
    return account.path("id").asString();
  }

  private JsonNode follow(JsonNode desk) {
    channel =
        api.post(
            "/api/v1/tenants/" + tenant + "/channels",
            Map.of(
                "name",
                "Chatwoot UK",
                "kind",
                "chatwootinbox",
                "readMarks",
                "ON_DELIVERY",
                "deskId",
                desk.path("id").asString(),
                "settings",
                Map.of(
                    "baseUrl", addresses.chatwoot(),
                    "accountId", account(),
                    "inboxId", inbox,
                    "accessToken", account.path("adminToken").asString())));
    var path = "/api/v1/tenants/" + tenant + "/channels/" + channel.path("id").asString();
    for (var call : List.of("/connect", "/test")) {
      assertThat(api.post(path + call, Map.of()).path("working").asBoolean()).isTrue();
    }
    return channel;
  }

  private JsonNode desk(String kind, Map<String, ?> settings) {
    return api.post(
        "/api/v1/tenants/" + tenant + "/desks",
        Map.of("name", kind + run, "kind", kind, "settings", settings));
  }

  private JsonNode say(String inbox, Map<String, ?> message) {
    var said = new HashMap<String, Object>(message);
    said.put("phone", phone);
    said.put("name", "Rosa Whitfield");
    return chatwoot.post("/sandbox/whatsapp/" + account() + "/" + inbox + "/say", said);
  }

  private long write(JsonNode said, Map<String, ?> message) {
    return new ChatwootDesktop(addresses, account())
        .write(said.path("conversation").asLong(), message);
  }

  private List<JsonNode> messages() {
    return api.get("/api/v1/tenants/" + tenant + "/messages?limit=50")
        .path("items")
        .valueStream()
        .toList();
  }

  private void awaitMessages(int count) {
    await()
        .atMost(LIMIT)
        .until(() ->
            messages().stream()
                    .filter(one -> one.path("status").asString().equals("DELIVERED"))
                    .count()
                == count);
  }

  /** The newest last. */
  private List<JsonNode> history() {
    var conversation = messages().getFirst().path("conversationId").asString();
    return api.get("/api/v1/tenants/" + tenant + "/conversations/" + conversation + "/messages")
        .path("items")
        .valueStream()
        .toList()
        .reversed();
  }

  private List<JsonNode> found(String words) {
    return api.get(
            "/api/v1/tenants/"
                + tenant
                + "/messages/search?q="
                + URLEncoder.encode(words, StandardCharsets.UTF_8))
        .path("items")
        .valueStream()
        .toList();
  }

  private List<JsonNode> events(String type) {
    return api.get("/api/v1/tenants/" + tenant + "/events?after=0&types=" + type)
        .path("items")
        .valueStream()
        .toList();
  }

  /** What a client of Chatwoot's API posted in this account, or reported of its messages. */
  private List<JsonNode> posted() {
    return chatwoot
        .get("/sandbox/journal?limit=5000")
        .path("items")
        .valueStream()
        .filter(one -> one.path("integration").asString().equals(account()))
        .filter(one -> List.of("received", "receipt").contains(one.path("event").asString()))
        .toList();
  }

  @Test
  void whatPersonAndAgentSayIsInHistorySearchAndEvents() {
    follow(desk("history", Map.of()));
    var said =
        say(
            inbox,
            Map.of(
                "content",
                "The spoke of the tandem is broken",
                "attachments",
                List.of(Map.of("mime", "image/png", "size", 90_000, "filename", "spoke.png"))));
    awaitMessages(1);
    write(said, Map.of("content", "Ask the workshop first", "private", true));
    write(
        said,
        Map.of(
            "content",
            "**Bring** it on Saturday",
            "content_attributes",
            Map.of("in_reply_to", said.path("messageId").asLong())));
    awaitMessages(2);

    var history = history();
    assertThat(history).hasSize(2);
    assertThat(history.getFirst().at("/content/caption").asString())
        .isEqualTo("The spoke of the tandem is broken");
    assertThat(history.getFirst().path("fileLink").asString()).isNotEmpty();
    assertThat(history.getLast().at("/content/body").asString())
        .isEqualTo("*Bring* it on Saturday");
    assertThat(history.getLast().at("/origin/businessApp").asBoolean()).isTrue();
    assertThat(history.getLast().at("/origin/author").asString()).isEqualTo("Ana Agent");
    assertThat(history.getLast().at("/quoted/id").asString())
        .isEqualTo(history.getFirst().path("id").asString());
    await().atMost(LIMIT).until(() -> found("tandem").size() == 1);
    await().atMost(LIMIT).until(() -> found("saturday").size() == 1);
    assertThat(found("workshop")).isEmpty();
    await().atMost(LIMIT).until(() -> events("message.created").size() == 2);
    assertThat(events("message.created").getLast().at("/data/message/author").asString())
        .isEqualTo("Ana Agent");
    assertThat(posted()).isEmpty();
  }

  @Test
  void tellsThatWhatsAppDidNotDeliverAMessage() {
    follow(desk("history", Map.of()));
    var said = say(inbox, Map.of("content", "Hello"));
    var id = write(said, Map.of("content", "Your bike is ready"));
    awaitMessages(2);
    chatwoot.post(
        "/sandbox/conversations/"
            + account()
            + "/"
            + said.path("conversation").asString()
            + "/messages/"
            + id
            + "/status",
        Map.of("status", "failed", "error", "131026: Message undeliverable"));
    awaitMessages(3);
    assertThat(history().getLast().at("/content/about").asString()).isEqualTo("NOT_DELIVERED");
  }

  @Test
  void keepsNothingOfOtherInboxesAndForgedWebhooks() throws Exception {
    follow(desk("history", Map.of()));
    say(number("Spain"), Map.of("content", "Hola"));
    var forged =
        """
        {"event":"message_created","id":1,"content":"forged","message_type":"incoming",
         "private":false,"account":{"id":%s},"inbox":{"id":%s},
         "conversation":{"id":1,"contact_inbox":{"source_id":"447700900999"}}}
        """
            .formatted(account(), inbox);
    var path = URI.create(channel.path("webhookUrl").asString()).getPath();
    for (var signature : List.of("", "sha256=" + "0".repeat(64))) {
      var request =
          HttpRequest.newBuilder(URI.create(addresses.gateway() + path))
              .header("Content-Type", "application/json")
              .header("X-Chatwoot-Timestamp", "" + System.currentTimeMillis() / 1000)
              .header("X-Chatwoot-Signature", signature)
              .POST(HttpRequest.BodyPublishers.ofString(forged))
              .build();
      assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
    }
    say(inbox, Map.of("content", "Hello"));
    awaitMessages(1);
    assertThat(history()).hasSize(1);
    assertThat(history().getFirst().at("/content/body").asString()).isEqualTo("Hello");
  }

  @Test
  void noReplyOfADeskGetsOut() throws Exception {
    var settings =
        Map.of("inbox", "in-" + run, "address", product.url(), "proof", "proof-1", "key", "key-1");
    var desk = desk(EchoDesk.KIND, settings);
    follow(desk);
    say(inbox, Map.of("content", "Hello"));
    awaitMessages(1);
    var path = URI.create(desk.path("webhookUrl").asString()).getPath();
    HTTP.send(
        HttpRequest.newBuilder(URI.create(addresses.gateway() + path + "/messages?inbox=in-" + run))
            .header("X-Echo-Secret", "proof-1")
            .POST(HttpRequest.BodyPublishers.ofString("a1\n" + phone.substring(1) + "\nHi"))
            .build(),
        HttpResponse.BodyHandlers.ofString());

    await()
        .atMost(LIMIT)
        .until(() ->
            messages().stream()
                .anyMatch(one ->
                    one.path("status").asString().equals("FAILED")
                        && one.path("reason").asString("").equals("FOLLOWED_ONLY")));
    assertThat(posted()).isEmpty();
  }

  @Test
  void theApiRefusesAReply() throws Exception {
    var key = "0123456789abcdef0123456789";
    var desk =
        desk(
            "api",
            Map.of(
                "eventsUrl",
                product.url() + "/events",
                "signingSecret",
                "whsec_d2FicmlkZ2UtZGVtby1zZWNyZXQtMDAwMDAwMDAwMQ==",
                "apiKey",
                key));
    follow(desk);
    say(inbox, Map.of("content", "Hello"));
    awaitMessages(1);
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    addresses.gateway()
                        + "/api/v1/conversations/"
                        + messages().getFirst().path("conversationId").asString()
                        + "/messages"))
            .header("Authorization", "Bearer wbk_" + desk.path("id").asString() + "_" + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"text\",\"text\":\"Hi\"}"))
            .build();
    var refused = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(Http.JSON.readTree(refused.body()).path("code").asString())
        .isEqualTo("FOLLOWED_ONLY");
    assertThat(posted()).isEmpty();
  }
}
