package io.wabridge.connectors.channel.dialog360;

import static io.wabridge.connectors.Given.file;
import static io.wabridge.connectors.Given.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StubServer;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.Delivery.Accepted;
import io.wabridge.model.Delivery.Deferred;
import io.wabridge.model.Delivery.Refused;
import io.wabridge.model.Delivery.Uncertain;
import io.wabridge.model.ExternalId;
import io.wabridge.model.FailureScope;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What 360dialog does differently from Meta. */
class Dialog360ChannelTest {

  private static final Content TEXT = new Content.Text("hi");
  private static final String OK = "{\"messages\":[{\"id\":\"wamid.NEW\"}]}";
  private static final String KEY = "D360-API-KEY";
  private static final URI WEBHOOK = URI.create("https://bridge.example.test/webhooks/w1");
  private static final byte[] BODY =
      "{\"object\":\"whatsapp_business_account\",\"entry\":[]}".getBytes(UTF_8);

  /** Of the body above and the secret "d360_platform_secret_demo" (d360 2). */
  private static final String SIGNATURE =
      "8067e1f9ac1eef20bc819f86e062837799fa5d5dee24eca571413c2d4795497d";

  private final OutboundHttp http = new OutboundHttp(Given.LOOPBACK);
  private Instant now = Given.AT;
  private final Dialog360Channel channel = new Dialog360Channel(http, () -> now);
  private StubServer gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = new StubServer();
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
    http.close();
  }

  private Context context() {
    return context(Map.of());
  }

  private Context context(Map<String, String> more) {
    var values = new HashMap<>(more);
    values.put("apiUrl", gateway.url().toString());
    var secrets = Map.of("webhookSecret", Secret.of("header-secret-0001"));
    return Given.context(Settings.of(values, secrets), new Given.Tokens());
  }

  private Delivery deliver(Content content) {
    return Given.handOver(channel, message(content), context());
  }

  @Test
  void sendsWithTheKeyAndWithoutIdsInThePath() {
    gateway.then(200, OK);
    assertThat(deliver(TEXT)).isEqualTo(new Accepted(new ExternalId("wamid.NEW"), null));
    var asked = gateway.asked.getFirst();
    assertThat(asked.path()).isEqualTo("/messages");
    assertThat(asked.authorization()).isNull();
    assertThat(asked.headers().getFirst(KEY)).isEqualTo("token-0");
    assertThat(asked.body()).contains("\"messaging_product\":\"whatsapp\"");
  }

  @Test
  void uploadsAndMarksAsRead() {
    gateway.then(200, "{\"id\":\"620\"}").then(200, OK);
    assertThat(deliver(file(MediaKind.IMAGE, "image/png", null, "look", 10)))
        .isInstanceOf(Accepted.class);
    assertThat(gateway.asked)
        .extracting(asked -> asked.path())
        .containsExactly("/media", "/messages");
    gateway.then(200, "{\"success\":true}");
    assertThat(channel.markRead(new ExternalId("wamid.A"), context())).isInstanceOf(Accepted.class);
    assertThat(gateway.asked.getLast().body()).contains("\"status\":\"read\"", "wamid.A");
  }

  @Test
  void reportsTheScopeOfARefusal() {
    gateway.then(403, "").then(403, "blocked");
    assertThat(deliver(TEXT))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.scope()).isEqualTo(FailureScope.CREDENTIAL);
              assertThat(refused.detail()).contains("blocked");
            });
    gateway.then(400, "{\"meta\":{\"developer_message\":\"endpoint rate limit\"}}");
    assertThat(deliver(TEXT))
        .isInstanceOfSatisfying(
            Deferred.class,
            deferred -> assertThat(deferred.scope()).isEqualTo(FailureScope.ENDPOINT));
    gateway.then(502, "");
    assertThat(deliver(TEXT)).isInstanceOf(Uncertain.class);
  }

  @Test
  void fetchesAFileFromItsOwnHostUnchanged() throws Exception {
    gateway
        .then(
            200,
            "{\"url\":\"https:\\/\\/lookaside.fbsbx.com\\/whatsapp_business\\/attachments\\/?mid=6%2F1&ext=17&hash=AR%20x\"}")
        .then(200, "bytes", Map.of("Content-Type", "image/png"));
    var told = new MediaRef.Remote("610", "https://lookaside.fbsbx.com/old", null, null);
    try (var opened = channel.open(told, context())) {
      assertThat(opened.stream().readAllBytes()).isEqualTo("bytes".getBytes());
    }
    assertThat(gateway.asked.get(0).path()).isEqualTo("/610");
    assertThat(gateway.asked.get(1).path()).isEqualTo("/whatsapp_business/attachments/");
    assertThat(gateway.asked.get(1).rawQuery()).isEqualTo("mid=6%2F1&ext=17&hash=AR%20x");
    assertThat(gateway.asked)
        .allSatisfy(asked -> assertThat(asked.headers().getFirst(KEY)).isEqualTo("token-0"));
  }

  @Test
  void trustsNoOtherHost() {
    gateway.then(200, "{\"url\":\"https://evilfbsbx.com/attachments/?mid=1\"}");
    assertThatThrownBy(() -> channel.open(remote(), context()))
        .isInstanceOfSatisfying(
            MediaUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.ADDRESS_REFUSED));
    assertThat(gateway.asked).hasSize(1);
  }

  @Test
  void stopsLookUpsBeforeTheNumberIsBlocked() {
    for (var i = 0; i < Dialog360Circuit.MOST; i++) {
      gateway.then(404, "{\"meta\":{\"success\":false,\"http_code\":404}}");
      assertThatThrownBy(() -> channel.open(remote(), context()))
          .isInstanceOf(MediaUnavailable.class);
      now = now.plusSeconds(60);
    }
    assertThatThrownBy(() -> channel.open(remote(), context()))
        .isInstanceOfSatisfying(
            TemporaryFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.BREAKER_OPEN));
    assertThat(gateway.asked).hasSize(Dialog360Circuit.MOST);
    now = now.plus(Duration.ofMinutes(46));
    gateway.then(404, "");
    assertThatThrownBy(() -> channel.open(remote(), context()))
        .isInstanceOf(MediaUnavailable.class);
  }

  private static MediaRef.Remote remote() {
    return new MediaRef.Remote("610", null, null, null);
  }

  @Test
  void registersItsAddressWithTheSecretHeader() {
    gateway.then(200, "{\"url\":\"" + WEBHOOK + "\"}");
    var connected = channel.connect(WEBHOOK, "Shop", context());
    assertThat(connected.working()).isTrue();
    assertThat(connected.learned()).isEqualTo(Map.of("registeredUrl", WEBHOOK.toString()));
    var asked = gateway.asked.getFirst();
    assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /v1/configs/webhook");
    assertThat(asked.body())
        .isEqualTo(
            "{\"url\":\"%s\",\"headers\":{\"X-Wabridge-Secret\":\"header-secret-0001\"}}"
                .formatted(WEBHOOK));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a_b.example.test/w, underscore, false",
    "https://bridge.example.test:8443/w, port, false",
    "https://bridge.example.test:443/w, port, false",
    "http://bridge.example.test/w, https, false",
    "http://203.0.113.9:8080/w, port, false",
    "https://bridge.example.test/w_1, fit, true",
    "http://localhost:8080/w, local, true",
    "http://127.0.0.1:8080/w, local, true",
    "http://[::1]:8080/w, local, true",
    "http://10.2.3.4:8080/w, local, true",
    "http://api-gateway:8080/w, local, true"
  })
  void checksAddressesBeforeACall(URI address, String found, boolean ok) {
    gateway.then(200, "{}");
    var connected = channel.connect(address, "Shop", context());
    assertThat(connected.working()).isEqualTo(ok);
    assertThat(connected.probes().getFirst().found()).contains(found);
    assertThat(gateway.asked).hasSize(ok ? 1 : 0);
  }

  @Test
  void doesNotConnectWithoutAWebhookSecret() {
    var none = Settings.of(Map.of("apiUrl", gateway.url().toString()), Map.of());
    assertThat(channel.connect(WEBHOOK, "Shop", Given.context(none, new Given.Tokens())).probes())
        .extracting(Probe::ok)
        .containsExactly(true, false);
    assertThat(gateway.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"url\":\"https://bridge.example.test/webhooks/w1\"} | are sent to https | true",
        "200 | {\"url\":\"https://elsewhere.example.test/w\"} | another address | false",
        "200 | {} | no address | false",
        "404 | {\"meta\":{\"success\":false,\"http_code\":404}} | no address | false",
        "503 | unavailable | unavailable | false"
      })
  void checksWhereWebhooksAreSent(int status, String answer, String found, boolean ok) {
    gateway.then(status, answer).then(200, "{\"data\":[{\"about\":\"Bikes\"}]}");
    var probes = channel.check(context(Map.of("registeredUrl", WEBHOOK.toString())));
    assertThat(probes.getFirst().ok()).isEqualTo(ok);
    assertThat(probes.getFirst().found()).contains(found);
    assertThat(probes.getLast().ok()).isTrue();
    assertThat(gateway.asked.getLast().path()).isEqualTo("/whatsapp_business_profile");
  }

  @Test
  void reportsAnInvalidKey() {
    for (var i = 0; i < 4; i++) {
      gateway.then(401, "{\"meta\":{\"http_code\":401,\"developer_message\":\"Invalid api key\"}}");
    }
    assertThat(channel.check(context()))
        .hasSize(2)
        .allSatisfy(probe -> {
          assertThat(probe.found()).contains("Invalid api key");
          assertThat(probe.remedy()).contains("API key");
        });
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // header secret, platform secret, shown header, signature: genuine
        "h, -, h, -, true",
        "h, -, x, -, false",
        "h, -, -, -, false",
        "h, -, '', -, false",
        "h, -, h, nonsense, true",
        "h, -, -, valid, false",
        "-, p, -, valid, true",
        "-, p, -, prefixed, true",
        "-, p, -, upper, false",
        "-, p, -, base64, false",
        "-, p, -, -, false",
        "-, p, p, -, false",
        "h, p, h, -, true",
        "h, p, -, valid, true",
        "h, p, h, nonsense, false",
        "h, p, x, -, false",
        "-, -, h, valid, false",
        "-, -, '', '', false"
      })
  void acceptsGenuineWebhooksOnly(
      String header, String platform, String shown, String signature, boolean genuine) {
    var secrets = new HashMap<String, Secret>();
    if (header != null) {
      secrets.put("webhookSecret", Secret.of("header-secret-" + header));
    }
    if (platform != null) {
      secrets.put("platformSecret", Secret.of("d360_platform_secret_demo"));
    }
    var headers = new HashMap<String, String>();
    if (shown != null) {
      headers.put("x-wabridge-secret", shown.isEmpty() ? "" : "header-secret-" + shown);
    }
    if (signature != null) {
      headers.put("x-360dialog-signature", written(signature));
    }
    var received = channel.receive(Given.request(headers, BODY), Settings.of(Map.of(), secrets));
    assertThat(received instanceof Ingress.Rejected).isNotEqualTo(genuine);
  }

  private static String written(String signature) {
    return switch (signature) {
      case "valid" -> SIGNATURE;
      case "prefixed" -> "sha256=" + SIGNATURE;
      case "upper" -> SIGNATURE.toUpperCase(java.util.Locale.ROOT);
      case "base64" -> "gGfh+awe7yC8gZ+G4GKDd5n6XV3uJOylcUE8LUeVSX0=";
      default -> signature;
    };
  }

  @Test
  void ignoresEventsAboutTheAccount() throws Exception {
    var request =
        Given.request(
            Map.of(), "{\"id\":\"e-1\",\"event\":\"channel_running\",\"data\":{}}".getBytes());
    var parts = channel.split(request);
    assertThat(parts).hasSize(1);
    assertThat(channel.decode(parts.getFirst().body()))
        .isEqualTo(new ChannelEvent.Ignored("channel_running"));
  }

  @Test
  void identifiesItselfByTheEnteredNumber() {
    assertThat(channel.externalId(Settings.of(Map.of("phoneNumberId", "900"), Map.of())))
        .isEqualTo("900");
    assertThat(channel.externalId(Settings.of(Map.of(), Map.of()))).isNull();
  }
}
