package io.wabridge.connectors.channel.dialog360;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StubServer;
import io.wabridge.connectors.StubServer.RecordedRequest;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery.Accepted;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Person;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenSource;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation with the stand-in of 360dialog, which is as strict as 360dialog. */
class Dialog360SandboxTest {

  private static final Person ROSA = new Person(null, null, "447700900123", null, "Rosa");

  private final OutboundHttp http = new OutboundHttp(Given.LOOPBACK);
  private final Dialog360Channel channel = new Dialog360Channel(http);
  private final HttpClient control = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private StubServer bridge;
  private Settings settings;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(0, 0);
    bridge = new StubServer();
    settings =
        Settings.of(
            Map.of("apiUrl", sandbox.whatsappUrl() + "/360dialog"),
            Map.of("webhookSecret", Secret.of("0123456789abcdef")));
    post("/sandbox/persons", "{\"waId\":\"447700900123\",\"name\":\"Rosa\"}");
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
    bridge.close();
    control.close();
    http.close();
  }

  private Context context(String apiKey) {
    return Given.context(settings, new Entered(apiKey));
  }

  private Context context() {
    return context("sandbox-360dialog-key");
  }

  @Test
  void carriesMessagesInBothDirections() throws Exception {
    connect();
    assertThat(channel.check(context())).allMatch(Probe::ok);
    assertThat(channel.check(context("nonsense"))).noneMatch(Probe::ok);

    say("{\"type\":\"text\",\"text\":\"Is the red tandem free?\"}");
    var said = heard();
    assertThat(said.content()).isEqualTo(new Content.Text("Is the red tandem free?"));
    assertThat(channel.markRead(said.id(), context())).isInstanceOf(Accepted.class);

    say("{\"type\":\"image\",\"size\":5000,\"mime\":\"image/jpeg\"}");
    var picture = (Content.Media) heard().content();
    try (var opened = channel.open((MediaRef.Remote) picture.file(), context())) {
      assertThat(opened.stream().readAllBytes()).hasSize(5000);
    }

    var content = Given.file(MediaKind.DOCUMENT, "application/pdf", "a.pdf", "Terms", 500);
    var answer = Given.message(content, ROSA, said.id().value(), "Is the red tandem free?");
    assertThat(Given.handOver(channel, answer, context())).isInstanceOf(Accepted.class);
    assertThat(get("/sandbox/persons/447700900123/received?atLeast=1&timeoutMs=5000"))
        .contains("\"caption\":\"Terms\"", "\"total\":1");
  }

  private void connect() {
    var address = bridge.url().resolve("/webhooks/w1");
    var connected = channel.connect(address, "Shop", context());
    assertThat(connected.working()).isTrue();
    var values = new HashMap<>(settings.values());
    values.putAll(connected.learned());
    settings = Settings.of(values, settings.secrets());
  }

  private void say(String json) throws Exception {
    bridge.forget();
    bridge.then(200, "");
    post("/sandbox/persons/447700900123/say", json);
  }

  private ChannelEvent.PersonMessage heard() throws Exception {
    var deadline = System.nanoTime() + 10_000_000_000L;
    while (bridge.asked.isEmpty()) {
      assertThat(System.nanoTime()).as("a webhook arrives").isLessThan(deadline);
      Thread.sleep(20);
    }
    var received = channel.receive(webhook(bridge.asked.getFirst()), settings);
    assertThat(received).isInstanceOf(Ingress.Accepted.class);
    var parts = ((Ingress.Accepted) received).parts();
    assertThat(parts).hasSize(1);
    return (ChannelEvent.PersonMessage) channel.decode(parts.getFirst().body());
  }

  private static io.wabridge.model.connector.WebhookRequest webhook(RecordedRequest request) {
    var headers = new HashMap<String, String>();
    request
        .headers()
        .forEach((name, values) ->
            headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    return Given.request(headers, request.body().getBytes());
  }

  private void post(String path, String json) throws Exception {
    call(HttpRequest.BodyPublishers.ofString(json), "POST", path);
  }

  private String get(String path) throws Exception {
    return call(HttpRequest.BodyPublishers.noBody(), "GET", path);
  }

  private String call(HttpRequest.BodyPublisher body, String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.whatsappUrl() + path))
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    var answer = control.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** The key as it was entered; there is no other token. */
  private record Entered(String apiKey) implements TokenSource {
    @Override
    public Secret token() {
      return Secret.of(apiKey);
    }

    @Override
    public Secret renew(Secret refused) {
      return refused;
    }
  }
}
