package io.wabridge.connectors.channel.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StubServer;
import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Origin;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenSource;
import io.wabridge.model.connector.ChannelEvent.PersonMessage;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An inbox of the stand-in of Chatwoot, which is as strict as Chatwoot, is followed. */
class FollowedSandboxTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ADMIN = "sandbox-chatwoot-token";

  private static OutboundHttp http;
  private static Sandbox sandbox;
  private static HttpClient control;
  private final ChatwootChannel channel =
      new ChatwootChannel(http, InstantSource.system(), Duration.ofMillis(300));
  private StubServer bridge;
  private String inbox;
  private Settings settings;

  @BeforeAll
  static void startAll() {
    http = new OutboundHttp(Given.LOOPBACK);
    sandbox = Sandbox.start(0, 0);
    control = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stopAll() throws IOException {
    sandbox.close();
    control.close();
    http.close();
  }

  @BeforeEach
  void start() throws Exception {
    call("POST", "/sandbox/reset", "{}");
    bridge = new StubServer();
    for (var n = 0; n < 50; n++) {
      bridge.then(200, "");
    }
    inbox = number("UK");
    settings = inbox(inbox);
  }

  private static String number(String name) throws Exception {
    return call(
            "POST",
            "/sandbox/accounts/3/whatsapp",
            "{\"name\":\"%s\",\"phone\":\"+447700900000\"}".formatted(name))
        .path("id")
        .asString();
  }

  private static Settings inbox(String id) {
    return Settings.of(
        Map.of("baseUrl", sandbox.chatwootUrl(), "accountId", "3", "inboxId", id),
        Map.of("addressSecret", Secret.of("0123456789abcdef")));
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  private void connect() {
    var connected = channel.connect(address(), "UK", Given.context(settings, new Entered(ADMIN)));
    assertThat(connected.probes()).allMatch(Probe::ok);
    var secrets = new HashMap<>(settings.secrets());
    connected.learned().forEach((name, value) -> secrets.put(name, Secret.of(value)));
    settings = Settings.of(settings.values(), secrets);
  }

  private URI address() {
    return bridge.url().resolve("/webhooks/chatwootinbox/c1");
  }

  private List<Probe> check(String token) {
    return channel.check(Given.context(settings, new Entered(token)));
  }

  private static List<JsonNode> webhooks() throws Exception {
    return call("GET", "/api/v1/accounts/3/webhooks", null)
        .at("/payload/webhooks")
        .valueStream()
        .toList();
  }

  @Test
  void connectingRegistersOneWebhook() throws Exception {
    assertThat(check(ADMIN)).anyMatch(probe -> !probe.ok());
    connect();
    connect();
    assertThat(webhooks()).hasSize(1);
    assertThat(webhooks().getFirst().path("url").asString())
        .isEqualTo(address() + "?key=0123456789abcdef");
    assertThat(check(ADMIN)).hasSize(3).allMatch(Probe::ok);
  }

  /** The administrator of Chatwoot took an event away, or the bridge has another address now. */
  @Test
  void connectingCorrectsTheWebhook() throws Exception {
    connect();
    var id = webhooks().getFirst().path("id").asString();
    call(
        "PATCH",
        "/api/v1/accounts/3/webhooks/" + id,
        "{\"webhook\":{\"url\":\"https://former.example.com/webhooks/chatwootinbox/c1\","
            + "\"subscriptions\":[\"message_created\"]}}");
    assertThat(check(ADMIN)).anyMatch(probe -> !probe.ok());
    connect();
    assertThat(webhooks()).hasSize(1);
    assertThat(check(ADMIN)).allMatch(Probe::ok);
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    assertThat(check("sandbox-chatwoot-agent"))
        .anySatisfy(probe -> assertThat(probe.remedy()).contains("administrator"));
    settings = inbox("999999999");
    assertThat(check(ADMIN)).anySatisfy(probe -> assertThat(probe.remedy()).contains("inbox ID"));
    var api =
        call(
            "POST",
            "/api/v1/accounts/3/inboxes",
            "{\"name\":\"API\",\"channel\":{\"type\":\"api\"}}");
    settings = inbox(api.path("id").asString());
    assertThat(check(ADMIN))
        .anySatisfy(probe -> assertThat(probe.found()).contains("Channel::Api"));
    assertThat(
            channel
                .connect(address(), "API", Given.context(settings, new Entered(ADMIN)))
                .working())
        .isFalse();
    assertThat(webhooks()).isEmpty();
  }

  @Test
  void aVersionThatDoesNotSignIsRecognizedByItsAddress() throws Exception {
    call("PATCH", "/sandbox/settings", "{\"signsWebhooks\":false}");
    connect();
    assertThat(settings.secrets()).doesNotContainKey("webhookSecret");
    say(inbox, "\"content\":\"Hello\"");
    assertThat(next()).isInstanceOf(Ingress.Accepted.class);
  }

  @Test
  void readsWhatPersonAndAgentSay() throws Exception {
    connect();
    var conversation =
        say(
            inbox,
            "\"content\":\"The *broken* spoke\",\"attachments\":"
                + "[{\"mime\":\"image/png\",\"size\":5000,\"filename\":\"spoke.png\"}]");
    var heard = message();
    assertThat(heard.person().waId()).isEqualTo("447700900123");
    assertThat(heard.origin()).isEqualTo(Origin.PERSON);
    var picture = (Content.Media) heard.content();
    assertThat(picture.caption()).isEqualTo("The *broken* spoke");
    try (var opened =
        channel.open(
            (MediaRef.Remote) picture.file(), Given.context(settings, new Entered(ADMIN)))) {
      assertThat(opened.stream().readAllBytes()).hasSize(5000);
    }

    var path = "/sandbox/conversations/3/" + conversation;
    call("POST", path + "/send", "{\"content\":\"Ask the workshop\",\"private\":true}");
    assertThat(next()).isInstanceOf(Ingress.Replied.class);
    var id = call("POST", path + "/send", "{\"content\":\"**Yes**\"}").path("messageId").asString();
    var answer = message();
    assertThat(answer.content()).isEqualTo(new Content.Text("*Yes*"));
    assertThat(answer.origin()).isEqualTo(Origin.businessElsewhere("Ana Agent"));

    var status = path + "/messages/" + id + "/status";
    call("POST", status, "{\"status\":\"delivered\"}");
    assertThat(next()).isInstanceOf(Ingress.Replied.class);
    call("POST", status, "{\"status\":\"failed\",\"error\":\"131026: Message undeliverable\"}");
    assertThat(message().content()).isInstanceOf(Content.Notice.class);
    call("POST", path + "/messages/" + id + "/delete", "{}");
    assertThat(message().content()).isEqualTo(new Content.Deletion(answer.id()));
  }

  @Test
  void keepsNothingOfAnotherInbox() throws Exception {
    connect();
    say(number("Spain"), "\"content\":\"Hola\"");
    assertThat(next()).isInstanceOf(Ingress.Replied.class);
  }

  /** A person writes; returns the number of the conversation. */
  private static String say(String inbox, String fields) throws Exception {
    return call(
            "POST",
            "/sandbox/whatsapp/3/" + inbox + "/say",
            "{\"phone\":\"+447700900123\",\"name\":\"Rosa Whitfield\"," + fields + "}")
        .path("conversation")
        .asString();
  }

  private PersonMessage message() throws Exception {
    var received = next();
    assertThat(received).isInstanceOf(Ingress.Accepted.class);
    var parts = ((Ingress.Accepted) received).parts();
    assertThat(parts).hasSize(1);
    return (PersonMessage) channel.decode(parts.getFirst().body());
  }

  /** What becomes of the next webhook. */
  private Ingress next() {
    await().atMost(Duration.ofSeconds(10)).until(() -> !bridge.asked.isEmpty());
    return channel.receive(webhook(bridge.asked.removeFirst()), settings);
  }

  private static WebhookRequest webhook(StubServer.RecordedRequest request) {
    var headers = new HashMap<String, String>();
    request
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    var key = request.query() == null ? "" : request.query().replace("key=", "");
    return new WebhookRequest(
        "POST",
        URI.create("https://b.example.test/webhook"),
        "",
        Map.of("key", List.of(key)),
        headers,
        request.body().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode call(String method, String path, String json) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.chatwootUrl() + path))
            .header("Content-Type", "application/json")
            .header("api_access_token", ADMIN)
            .method(
                method,
                json == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json))
            .build();
    var answer = control.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private record Entered(String value) implements TokenSource {
    @Override
    public Secret token() {
      return Secret.of(value);
    }

    @Override
    public Secret renew(Secret refused) {
      return refused;
    }
  }
}
