package io.wabridge.state.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.state.StateTest;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.contract.MisbehavingServer;
import io.wabridge.testkit.contract.MisbehavingServer.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Events are posted to the addresses of a tenant: signed, in order, and until they are taken. */
@TestPropertySource(
    properties = {
      "bridge.outside.allow-private-addresses=true",
      "bridge.outside.read-timeout=700ms",
      "bridge.event-webhooks.every=50ms",
      "bridge.event-webhooks.first-retry=100ms",
      "bridge.event-webhooks.longest-retry=400ms",
      "bridge.event-webhooks.give-up-after=3s"
    })
class WebhookTests extends StateTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final MisbehavingServer receiver = new MisbehavingServer();
  private final List<String> webhooks = new ArrayList<>();

  @AfterEach
  void close() {
    webhooks.forEach(id -> send("DELETE", "/" + id, ""));
    receiver.close();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:"
                          + port
                          + "/api/v1/tenants/"
                          + requests.tenant
                          + "/webhooks"
                          + path))
              .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode call(String method, String path, String body) {
    return json.readTree(send(method, path, body).body());
  }

  private JsonNode create(String more) {
    var created = call("POST", "", "{\"url\": \"" + receiver.url() + "/events\"" + more + "}");
    webhooks.add(created.path("id").asString());
    return created;
  }

  private String says(String waId, String id) {
    return ledger.registerInbound(requests.by(Person.ofWaId(waId), id)).message().value();
  }

  private List<JsonNode> received() {
    return receiver.requests().stream().map(one -> json.readTree(one.body())).toList();
  }

  private static String header(MisbehavingServer.Request request, String name) {
    return request
        .head()
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static HttpHeaders signature(MisbehavingServer.Request request) {
    return HttpHeaders.of(
        Map.of(
            "webhook-id", List.of(header(request, "webhook-id")),
            "webhook-timestamp", List.of(header(request, "webhook-timestamp")),
            "webhook-signature", List.of(header(request, "webhook-signature"))),
        (_, _) -> true);
  }

  private void awaitReceived(int events) {
    await().atMost(20, TimeUnit.SECONDS).until(() -> receiver.requests().size() >= events);
  }

  @Test
  void signsEveryEvent() throws Exception {
    receiver.answers(204, "");
    var secret = create("").path("secret").asString();
    says("4479", "a");
    awaitReceived(2);

    assertThat(secret).startsWith("whsec_");
    for (var request : receiver.requests()) {
      assertThatCode(() -> new Webhook(secret).verify(request.body(), signature(request)))
          .doesNotThrowAnyException();
    }
    assertThat(received())
        .extracting(event -> event.path("type").asString())
        .containsExactly("conversation.created", "message.created");
    assertThat(header(receiver.requests().getFirst(), "webhook-id"))
        .isEqualTo("evt_" + requests.tenant + "_1");
    assertThat(call("GET", "/" + webhooks.getFirst(), "").has("secret")).isFalse();
  }

  @Test
  void bothSecretsSignAfterAChange() throws Exception {
    receiver.answers(204, "");
    var former = create("").path("secret").asString();
    var now =
        call("POST", "/" + webhooks.getFirst() + "/rotate-secret", "").path("secret").asString();
    says("4479", "a");
    awaitReceived(1);

    var request = receiver.requests().getFirst();
    assertThat(now).isNotEqualTo(former);
    assertThatCode(() -> new Webhook(former).verify(request.body(), signature(request)))
        .doesNotThrowAnyException();
    assertThatCode(() -> new Webhook(now).verify(request.body(), signature(request)))
        .doesNotThrowAnyException();
    db.sql("update webhook_subscriptions set previous_until = now() where id = :id")
        .param("id", webhooks.getFirst())
        .update();
    says("4479", "b");
    awaitReceived(3);
    var later = receiver.requests().getLast();
    assertThatThrownBy(() -> new Webhook(former).verify(later.body(), signature(later)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  /** Every third attempt fails in one of four ways; a few are slow. */
  @Test
  void keepsTheOrderOfEachConversationAtAReceiverThatFails() {
    var calls = new AtomicInteger();
    var taken = new LinkedHashMap<String, String>();
    receiver.behave(request -> {
      var n = calls.incrementAndGet();
      if (n % 3 == 0) {
        return switch (n / 3 % 4) {
          case 0 -> Answer.of(500, "");
          case 1 -> new Answer.Reset();
          case 2 -> Answer.of(429, "");
          default -> new Answer.Silence();
        };
      }
      if (n % 7 == 0) {
        sleep(200);
      }
      synchronized (taken) {
        taken.put(header(request, "webhook-id"), request.body());
      }
      return Answer.of(200, "");
    });
    create(", \"types\": [\"message.created\"]");
    var said = new LinkedHashMap<String, List<String>>();
    IntStream.range(0, 40)
        .forEach(n ->
            said.computeIfAbsent("447" + n % 5, _ -> new ArrayList<>())
                .add(says("447" + n % 5, "m" + n)));

    await()
        .atMost(40, TimeUnit.SECONDS)
        .until(() -> {
          synchronized (taken) {
            return taken.size() == 40;
          }
        });
    var byConversation = new LinkedHashMap<String, List<String>>();
    taken.values().stream()
        .map(body -> json.readTree(body).path("data").path("message"))
        .forEach(message ->
            byConversation
                .computeIfAbsent(message.path("conversationId").asString(), _ -> new ArrayList<>())
                .add(message.path("id").asString()));
    assertThat(byConversation.values()).containsExactlyInAnyOrderElementsOf(said.values());
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() ->
            call("GET", "/" + webhooks.getFirst() + "/deliveries?state=WAITING", "")
                .path("items")
                .isEmpty());
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isDisabledWhenTheReceiverIsGoneAndContinuesWhenItIsEnabledAgain() {
    receiver.answers(410, "");
    create("");
    says("4479", "a");
    var id = webhooks.getFirst();
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> !call("GET", "/" + id, "").path("enabled").asBoolean());
    assertThat(call("GET", "/" + id, "").path("disabledReason").asString()).contains("410");
    var attempts = receiver.requests().size();
    says("4479", "b");
    sleep(500);
    assertThat(receiver.requests()).hasSize(attempts);

    receiver.answers(200, "");
    assertThat(call("PATCH", "/" + id, "{\"enabled\": true}").has("disabledReason")).isFalse();
    awaitReceived(attempts + 3);
    assertThat(received().subList(attempts, attempts + 3))
        .extracting(event -> event.path("position").asInt())
        .containsExactly(1, 2, 3);
  }

  @Test
  void isDisabledWhenAnEventIsNotTakenForTooLong() {
    receiver.answers(503, "");
    create("");
    says("4479", "a");
    var id = webhooks.getFirst();
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> !call("GET", "/" + id, "").path("enabled").asBoolean());

    assertThat(call("GET", "/" + id, "").path("disabledReason").asString())
        .contains("Event 1", "503");
    var waiting = call("GET", "/" + id + "/deliveries?state=WAITING", "").path("items");
    assertThat(texts(waiting, "position")).containsExactly("2", "1");
    assertThat(waiting.get(1).path("httpStatus").asInt()).isEqualTo(503);
    assertThat(waiting.get(1).path("attempts").asInt()).isGreaterThan(3);
    assertThat(waiting.get(1).has("nextAttemptAt")).isTrue();
  }

  @Test
  void skipsAnEventThatTheReceiverRefuses() {
    receiver.behave(
        request -> Answer.of(request.body().contains("conversation.created") ? 422 : 200, ""));
    create("");
    says("4479", "a");
    awaitReceived(2);

    await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(() -> {
          var items = call("GET", "/" + webhooks.getFirst() + "/deliveries", "").path("items");
          assertThat(texts(items, "state")).containsExactly("DELIVERED", "REFUSED");
        });
    assertThat(receiver.requests()).hasSize(2);
  }

  @Test
  void postsAgainFromAPosition() {
    receiver.answers(200, "");
    create("");
    says("4479", "a");
    says("4479", "b");
    awaitReceived(3);
    var id = webhooks.getFirst();
    assertThat(send("POST", "/" + id + "/resend", "{\"from\": 9}").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/" + id + "/resend", "{\"from\": 2}").statusCode()).isEqualTo(204);
    awaitReceived(5);

    assertThat(receiver.requests().stream().map(one -> header(one, "webhook-id")).toList())
        .extracting(one -> one.substring(one.lastIndexOf('_') + 1))
        .containsExactly("1", "2", "3", "2", "3");
  }

  @Test
  void testPostsAPing() {
    receiver.answers(500, "");
    create(", \"enabled\": false");
    var path = "/" + webhooks.getFirst() + "/test";
    var failed = call("POST", path, "");
    assertThat(failed.path("delivered").asBoolean()).isFalse();
    assertThat(failed.path("httpStatus").asInt()).isEqualTo(500);
    receiver.answers(200, "");

    assertThat(call("POST", path, "").path("delivered").asBoolean()).isTrue();
    assertThat(received().getLast().path("type").asString()).isEqualTo("test.ping");
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThat(send("POST", "", "{}").body()).contains("url");
    assertThat(send("POST", "", "{\"url\": \"ftp://example.com\"}").body())
        .contains("url is refused");
    assertThat(send("POST", "", "{\"url\": \"https://u:p@example.com\"}").body())
        .contains("url is refused");
    assertThat(send("POST", "", "{\"url\": \"https://example.com\", \"types\": [\"x\"]}").body())
        .contains("types", "message.created");
    assertThat(send("POST", "", "{\"url\": \"https://example.com\", \"x\": 1}").statusCode())
        .isEqualTo(400);
    assertThat(send("GET", "/" + Ids.next(), "").statusCode()).isEqualTo(404);
    create("");
    assertThat(
            ask("/api/v1/tenants/" + Ids.next() + "/webhooks/" + webhooks.getFirst()).statusCode())
        .isEqualTo(404);
  }
}
