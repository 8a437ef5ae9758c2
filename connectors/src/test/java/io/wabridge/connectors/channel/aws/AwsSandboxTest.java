package io.wabridge.connectors.channel.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StubServer;
import io.wabridge.connectors.StubServer.RecordedRequest;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.Delivery.Accepted;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.Status;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.MediaUnavailable;
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
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A conversation with the stand-in of AWS, which AWS's own client judges. */
class AwsSandboxTest {

  private static final Person ROSA = new Person(null, null, "447700900123", null, "Rosa");
  private static final String KEY = "SANDBOXAWSKEY0001";

  private final OutboundHttp http = new OutboundHttp(Given.LOOPBACK);
  private final AwsChannel channel = new AwsChannel(http, Clock.systemUTC(), Duration.ofMillis(50));
  private final HttpClient control = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private StubServer bridge;
  private Settings settings;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(0, 0);
    bridge = new StubServer();
    settings = settings("sandbox-aws-secret");
    call("POST", "/sandbox/persons", "{\"waId\":\"447700900123\",\"name\":\"Rosa\"}");
  }

  private Settings settings(String secret) throws Exception {
    var account =
        tools.jackson.databind.json.JsonMapper.shared()
            .readTree(call("GET", "/sandbox/aws/accounts/" + KEY, null));
    var values = new HashMap<String, String>();
    for (var name :
        List.of("region", "originationPhoneNumberId", "topicArn", "mediaBucket", "accessKeyId")) {
      values.put(name, account.path(name).asString());
    }
    values.put("endpointUrl", sandbox.whatsappUrl() + "/aws");
    return Settings.of(values, Map.of("secretAccessKey", Secret.of(secret)));
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
    bridge.close();
    control.close();
    http.close();
  }

  private Context context() {
    return Given.context(settings, new Given.Tokens());
  }

  private URI address() {
    return bridge.url().resolve("/webhooks/w1");
  }

  /** Connects while the bridge's side answers what arrives, as the service does. */
  private Connected connected() throws Exception {
    var stop = new AtomicBoolean();
    for (var n = 0; n < 20; n++) {
      bridge.then(200, "");
    }
    var intake =
        Thread.ofVirtual()
            .start(() -> {
              for (var seen = 0; !stop.get(); ) {
                if (bridge.asked.size() > seen) {
                  receive(bridge.asked.get(seen++));
                } else {
                  java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
                }
              }
            });
    try {
      return channel.connect(address(), "Shop", context());
    } finally {
      stop.set(true);
      intake.join();
    }
  }

  private Ingress receive(RecordedRequest request) {
    try {
      return channel.receiveWithCalls(webhook(request), settings);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void connect() throws Exception {
    var connected = connected();
    assertThat(connected.working()).as(connected.probes().toString()).isTrue();
    var values = new HashMap<>(settings.values());
    values.putAll(connected.learned());
    settings = Settings.of(values, settings.secrets());
  }

  @Test
  void carriesMessagesInBothDirections() throws Exception {
    connect();
    assertThat(settings.values()).containsEntry("phoneNumberId", "900800700600500");
    assertThat(channel.externalId(settings)).isEqualTo("900800700600500");
    assertThat(channel.check(context())).hasSize(4).allMatch(Probe::ok);

    say("{\"type\":\"text\",\"text\":\"Is the red tandem free?\"}");
    var said = (ChannelEvent.PersonMessage) heard();
    assertThat(said.content()).isEqualTo(new Content.Text("Is the red tandem free?"));
    assertThat(channel.markRead(said.id(), context())).isInstanceOf(Accepted.class);
    assertThat(channel.showTyping(said.id(), context())).isInstanceOf(Accepted.class);

    say("{\"type\":\"image\",\"size\":5000,\"mime\":\"image/jpeg\"}");
    var picture = (Content.Media) ((ChannelEvent.PersonMessage) heard()).content();
    for (var twice = 0; twice < 2; twice++) {
      try (var opened = channel.open((MediaRef.Remote) picture.file(), context())) {
        assertThat(opened.stream().readAllBytes()).hasSize(5000);
        assertThat(opened.mimeType()).isEqualTo("image/jpeg");
      }
    }
    assertThat(call("GET", "/sandbox/aws/accounts/" + KEY, null))
        .as("nothing stays in the bucket")
        .contains("\"objects\":0");

    bridge.forget();
    for (var n = 0; n < 20; n++) {
      bridge.then(200, "");
    }
    var content = Given.file(MediaKind.DOCUMENT, "application/pdf", "a.pdf", "Terms", 500);
    var answer = Given.message(content, ROSA, said.id().value(), null);
    assertThat(Given.handOver(channel, answer, context()))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.id().provisional()).isTrue());
    assertThat(received()).contains("\"caption\":\"Terms\"", "\"total\":1");
    var status = status(Status.DELIVERED);
    assertThat(status.id().provisional()).isFalse();
    assertThat(status.callbackData()).isEqualTo("m-1");
  }

  @Test
  void learnsLaterWhatBecameOfAnUncertainSend() throws Exception {
    connect();
    say("{\"type\":\"text\",\"text\":\"hi\"}");
    heard();
    call("POST", "/sandbox/faults", "{\"operation\":\"aws-send\",\"kind\":\"cut-after\"}");
    assertThat(deliver("Yes")).isInstanceOf(Delivery.Uncertain.class);
    assertThat(status(Status.SENT).callbackData()).as("our id").isEqualTo("m-1");
    assertThat(received()).contains("\"total\":1");
  }

  @Test
  void learnsThatTheWindowIsClosed() throws Exception {
    connect();
    bridge.forget();
    for (var n = 0; n < 20; n++) {
      bridge.then(200, "");
    }
    assertThat(deliver("Hello?")).isInstanceOf(Accepted.class);
    assertThat(status(Status.FAILED).reason()).isEqualTo(Reason.WINDOW_CLOSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"otherTopic\":\"arn:aws:sns:eu-central-1:999999999999:other\"}",
        "{\"forgedCertificate\":\"https://evil.example/SimpleNotificationService-1.pem\"}",
        "{\"signatureVersion\":3}"
      })
  void refusesWhatSnsDidNotSend(String manner) throws Exception {
    connect();
    behave(manner);
    say("{\"type\":\"text\",\"text\":\"forged\"}");
    assertThat(receive(request(0))).isEqualTo(new Ingress.Rejected(403));
  }

  @Test
  void saysThatTheSubscriptionIsNotConfirmed() throws Exception {
    behave("{\"deaf\":true}");
    var connected = connected();
    assertThat(connected.working()).isFalse();
    assertThat(connected.probes().getLast())
        .extracting(Probe::check, Probe::found)
        .containsExactly("Subscription", "SNS waits for the confirmation");
    assertThat(connected.learned()).doesNotContainKey("registeredUrl");
  }

  @Test
  void saysThatTheBucketIsDenied() throws Exception {
    connect();
    say("{\"type\":\"image\",\"size\":5000,\"mime\":\"image/jpeg\"}");
    var picture = (Content.Media) ((ChannelEvent.PersonMessage) heard()).content();
    behave("{\"deniesBucket\":true}");
    assertThat(channel.check(context()))
        .filteredOn(probe -> !probe.ok())
        .singleElement()
        .satisfies(probe -> {
          assertThat(probe.check()).isEqualTo("Media bucket");
          assertThat(probe.found()).contains("AccessDenied");
          assertThat(probe.remedy()).contains("s3:PutObject");
        });
    assertThatThrownBy(() -> channel.open((MediaRef.Remote) picture.file(), context()))
        .isInstanceOfSatisfying(
            MediaUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN));
  }

  @Test
  void saysThatTheSecretIsWrong() throws Exception {
    settings = settings("another-secret");
    assertThat(channel.check(context()))
        .singleElement()
        .satisfies(probe -> assertThat(probe.remedy()).contains("access key"));
  }

  @Test
  void reportsAMissingFile() throws Exception {
    connect();
    assertThatThrownBy(
            () -> channel.open(new MediaRef.Remote("123456789", null, null, null), context()))
        .isInstanceOfSatisfying(
            MediaUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.MEDIA_GONE));
  }

  @Test
  void waitsWhenThrottled() throws Exception {
    call("POST", "/sandbox/faults", "{\"operation\":\"aws-send\",\"kind\":\"429\"}");
    assertThat(deliver("x"))
        .isInstanceOfSatisfying(
            Delivery.Deferred.class,
            later -> assertThat(later.reason()).isEqualTo(Reason.RATE_LIMITED));
  }

  private Delivery deliver(String text) {
    return channel.deliver(Given.message(new Content.Text(text), ROSA, null, null), context());
  }

  private String received() throws Exception {
    return call("GET", "/sandbox/persons/447700900123/received?atLeast=1&timeoutMs=5000", null);
  }

  private void behave(String json) throws Exception {
    call("POST", "/sandbox/aws/accounts/" + KEY + "/manners", json);
  }

  private void say(String json) throws Exception {
    bridge.forget();
    for (var n = 0; n < 20; n++) {
      bridge.then(200, "");
    }
    call("POST", "/sandbox/persons/447700900123/say", json);
  }

  private RecordedRequest request(int number) throws Exception {
    var deadline = System.nanoTime() + 10_000_000_000L;
    while (bridge.asked.size() <= number) {
      assertThat(System.nanoTime()).as("a notification arrives").isLessThan(deadline);
      Thread.sleep(20);
    }
    return bridge.asked.get(number);
  }

  private ChannelEvent heard() throws Exception {
    return event(request(0));
  }

  private ChannelEvent.StatusUpdate status(Status wanted) throws Exception {
    for (var number = 0; ; number++) {
      if (event(request(number)) instanceof ChannelEvent.StatusUpdate update
          && update.status() == wanted) {
        return update;
      }
    }
  }

  private ChannelEvent event(RecordedRequest request) throws Exception {
    var received = receive(request);
    assertThat(received).isInstanceOf(Ingress.Accepted.class);
    return channel.decode(((Ingress.Accepted) received).parts().getFirst().body());
  }

  private WebhookRequest webhook(RecordedRequest request) {
    var headers = new HashMap<String, String>();
    request
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new WebhookRequest(
        "POST", address(), "", Map.of(), headers, request.body().getBytes(StandardCharsets.UTF_8));
  }

  private String call(String method, String path, String json) throws Exception {
    var body =
        json == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json);
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.whatsappUrl() + path))
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    var answer = control.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
