package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wabridge.model.Ids;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.echo.EchoChannel;
import io.wabridge.testkit.echo.EchoDesk;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A desk and a provider that exist only as connectors, created and used through the public API. */
@ExtendWith(RunningBridge.class)
class EchoConversationTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final StandIn phone = StandIn.answering(_ -> Answer.ok(""));
  private final StandIn desktop = StandIn.answering(_ -> Answer.ok(""));
  private final String run = Ids.next();
  private final Addresses addresses = RunningBridge.addresses();
  private final Http api = new Http(addresses.gateway(), addresses.adminToken());
  private final String tenant =
      api.post("/api/v1/tenants", Map.of("name", "Echo " + run)).path("id").asString();

  @AfterEach
  void close() {
    phone.close();
    desktop.close();
  }

  private JsonNode take(String side, Map<String, ?> body) {
    return api.post("/api/v1/tenants/" + tenant + "/" + side, body);
  }

  private Map<String, String> settings(String name, StandIn product) {
    return Map.of(
        "inbox", name, "address", product.url(), "proof", "proof-" + name, "key", "key-" + name);
  }

  private HttpResponse<String> webhook(JsonNode endpoint, String name, String... lines)
      throws Exception {
    var path = URI.create(endpoint.path("webhookUrl").asString()).getPath();
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(addresses.gateway() + path + "/messages?inbox=" + name))
            .header("X-Echo-Secret", "proof-" + name)
            .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void awaitReceived(StandIn product, int messages) {
    await().atMost(LIMIT).until(() -> received(product).size() >= messages);
  }

  private static List<String> received(StandIn product) {
    return product.asked("/messages").stream().map(StandIn.RecordedRequest::body).toList();
  }

  @Test
  void deliversAConversationBetweenTwoEchoProducts() throws Exception {
    var inbox = "in-" + run.substring(24);
    var desk =
        take(
            "desks",
            Map.of("name", "d", "kind", EchoDesk.KIND, "settings", settings(inbox, desktop)));
    var channel =
        take(
            "channels",
            Map.of(
                "name",
                "c",
                "kind",
                EchoChannel.KIND,
                "deskId",
                desk.path("id").asString(),
                "settings",
                settings(inbox, phone)));
    assertThat(channel.path("externalId").asString()).isEqualTo(inbox);

    var answer = webhook(channel, inbox, "p1", "447700900999", "Is the tandem free?");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("echo 1");
    awaitReceived(desktop, 1);
    assertThat(received(desktop).getFirst())
        .contains("447700900999\nIs the tandem free?")
        .endsWith("\nnew");

    webhook(channel, inbox, "p2", "447700900999", "On Saturday?");
    awaitReceived(desktop, 2);
    assertThat(received(desktop).getLast()).endsWith("\nseen");

    webhook(desk, inbox, "a1", "447700900999", "Yes. " + "It is free all day. ".repeat(4).strip());
    awaitReceived(phone, 3);
    assertThat(received(phone)).allMatch(one -> one.split("\n")[2].length() <= 40);

    assertThat(webhook(channel, "other-inbox", "p3", "1", "x").statusCode()).isEqualTo(401);
    assertThat(webhook(channel, inbox, "p1", "447700900999", "Is the tandem free?").statusCode())
        .isEqualTo(200);
    webhook(channel, inbox, "p4", "447700900999", "Thank you");
    awaitReceived(desktop, 3);
    assertThat(received(desktop)).as("the repeated p1 is not delivered").hasSize(3);
  }

  @Test
  void anAnswerToAGroupIsRefusedWhereTheChannelCannotWriteToGroups() throws Exception {
    var inbox = "group-" + run.substring(24);
    var desk =
        take(
            "desks",
            Map.of("name", "d", "kind", EchoDesk.KIND, "settings", settings(inbox, desktop)));
    var channel =
        take(
            "channels",
            Map.of(
                "name",
                "c",
                "kind",
                EchoChannel.KIND,
                "deskId",
                desk.path("id").asString(),
                "settings",
                settings(inbox, phone)));
    webhook(channel, inbox, "p1", "group:club-1", "Can the club get a discount?");
    awaitReceived(desktop, 1);
    webhook(desk, inbox, "a1", "club-1", "Dear club");

    await()
        .atMost(LIMIT)
        .until(() ->
            api.get("/api/v1/tenants/" + tenant + "/messages?limit=10")
                .path("items")
                .valueStream()
                .anyMatch(one ->
                    one.path("status").asString().equals("FAILED")
                        && one.path("reason").asString("").equals("GROUP")));
    assertThat(received(phone)).isEmpty();
  }

  @Test
  void keepsTheOrderOfAConversation() throws Exception {
    var inbox = "order-" + run.substring(24);
    var desk =
        take(
            "desks",
            Map.of("name", "d", "kind", EchoDesk.KIND, "settings", settings(inbox, desktop)));
    var channel =
        take(
            "channels",
            Map.of(
                "name",
                "c",
                "kind",
                EchoChannel.KIND,
                "deskId",
                desk.path("id").asString(),
                "settings",
                settings(inbox, phone)));
    for (var n = 0; n < 30; n++) {
      webhook(channel, inbox, "p" + n, "447700900998", "message " + n);
    }
    awaitReceived(desktop, 30);

    assertThat(received(desktop).stream().map(one -> one.split("\n")[2]))
        .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(n -> "message " + n).toList());
  }

  @Test
  void listsAllConnectors() {
    var kinds =
        api.get("/api/v1/connectors")
            .path("items")
            .valueStream()
            .map(one -> one.path("kind").asString())
            .toList();

    assertThat(kinds).contains(EchoChannel.KIND, EchoDesk.KIND, "cloud", "genesys");
  }

  @Test
  void rejectsInvalidSettingsWithTheFieldsLabel() {
    assertThatThrownBy(() ->
            take(
                "desks",
                Map.of("name", "d", "kind", EchoDesk.KIND, "settings", Map.of("inbox", "NO!"))))
        .hasMessageContaining("422")
        .hasMessageContaining("Echo inbox")
        .hasMessageContaining("Echo address");
  }
}
