package io.wabridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wabridge.sandbox.api.ApiSandbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

class ApiSystemsTest {
  private static final String SECRET = "c2VjcmV0LW9mLXRoZS1zeXN0ZW0tMDAx";
  private static final String MESSAGE =
      "{\"type\":\"message.created\",\"data\":{\"conversationId\":\"c1\",\"message\":{\"id\":\"m1\",\"text\":\"Hi\",\"from\":{\"contactId\":\"4477\"}}}}";

  private static ConfigurableApplicationContext running;
  private static Calls systems;
  private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private HttpServer bridge;

  @BeforeAll
  static void start() {
    running = Sandbox.run(0, ApiSandbox.class);
    systems = new Calls(running.getBean(OwnAddress.class).base());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @BeforeEach
  void connect() throws Exception {
    bridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    bridge.createContext(
        "/",
        exchange -> {
          Integer told = answers.poll();
          byte[] body = "{\"id\":\"r1\"}".getBytes(StandardCharsets.UTF_8);
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(told == null ? 202 : told, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    bridge.start();
    systems.post("/sandbox/reset", "{}");
    systems.post(
        "/sandbox/systems", "{\"name\":\"S\",\"signingSecret\":\"whsec_%s\"}".formatted(SECRET));
    systems.post(
        "/sandbox/systems/S/access",
        "{\"gateway\":\"http://127.0.0.1:%d\",\"token\":\"t\"}"
            .formatted(bridge.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    bridge.stop(0);
  }

  @Test
  void acceptsGenuineEventsOnly() throws Exception {
    assertThat(event("m1", MESSAGE, SECRET)).isEqualTo(204);
    assertThat(event("m1", MESSAGE, "b3RoZXI=")).isEqualTo(401);
    JsonNode events = journal();
    assertThat(events.findValuesAsString("event")).containsExactly("received");
    assertThat(events.path(0).path("address").asString()).isEqualTo("4477");
    assertThat(events.path(0).path("channelMessageId").asString()).isEqualTo("m1");
  }

  @Test
  void repeatsAReplyWithTheSameKeyUntilItIsAccepted() throws Exception {
    event("m1", MESSAGE, SECRET);
    answers.add(503);
    systems.post("/sandbox/conversations/S/c1/send", "{\"text\":\"Hello\"}");
    JsonNode events = awaited("accepted");
    assertThat(events.findValuesAsString("event")).containsExactly("received", "said", "accepted");
    assertThat(keys).hasSize(2).containsOnly(events.path(1).path("id").asString());
    assertThat(events.path(2).path("messageId").asString()).isEqualTo("r1");
    String status =
        "{\"type\":\"message.status\",\"data\":{\"conversationId\":\"c1\",\"messageId\":\"r1\",\"status\":\"read\"}}";
    event("r1-read", status, SECRET);
    event("r1-read", status, SECRET);
    assertThat(journal().findValuesAsString("event").stream().filter("receipt"::equals)).hasSize(1);
  }

  @Test
  void givesUpWhatIsRefusedForGood() throws Exception {
    event("m1", MESSAGE, SECRET);
    answers.add(409);
    systems.post("/sandbox/conversations/S/c1/send", "{\"text\":\"Hello\"}");
    awaited("gave-up");
    assertThat(keys).hasSize(1);
  }

  @Test
  void refusesEventsOfOneSystem() throws Exception {
    systems.post(
        "/sandbox/faults",
        "{\"operation\":\"*\",\"kind\":\"401\",\"seconds\":60,\"caller\":\"other\"}");
    assertThat(event("m1", MESSAGE, SECRET)).isEqualTo(204);
    systems.post(
        "/sandbox/faults",
        "{\"operation\":\"*\",\"kind\":\"500-after\",\"seconds\":60,\"caller\":\"S\"}");
    assertThat(event("m1", MESSAGE, SECRET)).isEqualTo(500);
    assertThat(journal().findValuesAsString("event")).containsExactly("received", "received");
  }

  private static JsonNode journal() throws Exception {
    return systems.get("/sandbox/journal").json().path("items");
  }

  private static JsonNode awaited(String event) throws Exception {
    long until = System.nanoTime() + 10_000_000_000L;
    while (!journal().findValuesAsString("event").contains(event) && System.nanoTime() < until) {
      Thread.sleep(20);
    }
    assertThat(journal().findValuesAsString("event")).contains(event);
    return journal();
  }

  private static int event(String id, String body, String secret) throws Exception {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    String key = new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(running.getBean(OwnAddress.class).base() + "/events/S"))
            .header("Content-Type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header(
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(Hmac.sha256(key, signed)))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
