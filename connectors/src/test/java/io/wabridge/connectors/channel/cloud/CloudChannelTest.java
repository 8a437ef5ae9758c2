package io.wabridge.connectors.channel.cloud;

import static io.wabridge.connectors.Given.file;
import static io.wabridge.connectors.Given.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StubServer;
import io.wabridge.connectors.meta.MetaHosts;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.Delivery.Accepted;
import io.wabridge.model.Delivery.Deferred;
import io.wabridge.model.Delivery.Refused;
import io.wabridge.model.Delivery.Uncertain;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connector's contract, tested with HTTP servers that answer correctly and incorrectly. */
class CloudChannelTest {

  private static final String OK = "{\"messages\":[{\"id\":\"wamid.NEW\"}]}";
  private static final Content TEXT = new Content.Text("hi");
  private final Given.Tokens tokens = new Given.Tokens();
  private final OutboundHttp http = new OutboundHttp(Given.LOOPBACK);
  private final CloudChannel channel = new CloudChannel(http);
  private StubServer graph;

  @BeforeEach
  void start() throws IOException {
    graph = new StubServer();
  }

  @AfterEach
  void stop() throws IOException {
    graph.close();
    http.close();
  }

  private Context context(URI api) {
    return Given.context(Given.number(api), tokens);
  }

  private Delivery deliver(Content content) {
    return Given.handOver(channel, message(content), context(graph.url()));
  }

  private static String error(int code) {
    return "{\"error\":{\"message\":\"said by Meta\",\"code\":" + code + ",\"fbtrace_id\":\"T\"}}";
  }

  @Test
  void deliversAText() {
    graph.then(200, OK);
    assertThat(deliver(TEXT)).isEqualTo(new Accepted(new ExternalId("wamid.NEW"), null));
    assertThat(graph.asked.getFirst().path()).isEqualTo("/v26.0/900/messages");
    assertThat(graph.asked.getFirst().authorization()).isEqualTo("Bearer token-0");
  }

  @Test
  void renewsARefusedTokenOnce() {
    graph.then(401, error(190)).then(200, OK);
    assertThat(deliver(TEXT)).isInstanceOf(Accepted.class);
    assertThat(graph.asked.get(1).authorization()).isEqualTo("Bearer token-1");
    graph.then(401, error(190)).then(400, error(190));
    assertThat(deliver(TEXT))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.AUTH);
              assertThat(refused.detail())
                  .contains("Meta 190: said by Meta", "trace T")
                  .doesNotContain("token-");
            });
    assertThat(tokens.renewals.get()).isEqualTo(2);
  }

  @Test
  void reportsMetasErrors() {
    graph.then(400, error(131047));
    assertThat(deliver(TEXT))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.WINDOW_CLOSED));
    graph.then(400, error(131056));
    assertThat(deliver(TEXT))
        .isInstanceOfSatisfying(
            Deferred.class, d -> assertThat(d.after()).isEqualTo(Duration.ofSeconds(6)));
    graph.then(429, error(130429), Map.of("Retry-After", "17"));
    assertThat(deliver(TEXT))
        .isInstanceOfSatisfying(
            Deferred.class, d -> assertThat(d.after()).isEqualTo(Duration.ofSeconds(17)));
    graph.then(500, error(131016));
    assertThat(deliver(TEXT)).isInstanceOf(Deferred.class);
  }

  private Delivery deliverTo(String number) {
    return Given.handOver(
        channel, message(TEXT, Person.ofWaId(number), null, null), context(graph.url()));
  }

  @ParameterizedTest
  @CsvSource({
    "5491155550100, 541155550100",
    "541155550100, 5491155550100",
    "5215555550100, 525555550100",
    "525555550100, 5215555550100",
    "5511987654321, 551187654321",
    "551187654321, 5511987654321"
  })
  void argentinaTestNumber(String number, String other) {
    graph.then(400, error(131030)).then(200, OK);
    assertThat(deliverTo(number)).isEqualTo(new Accepted(new ExternalId("wamid.NEW"), null));
    assertThat(graph.asked.get(0).body()).contains("\"to\":\"+" + number + "\"");
    assertThat(graph.asked.get(1).body()).contains("\"to\":\"+" + other + "\"");

    graph.then(200, OK);
    assertThat(deliverTo(number)).isInstanceOf(Accepted.class);
    assertThat(graph.asked).hasSize(3);
    assertThat(graph.asked.get(2).body()).contains("\"to\":\"+" + other + "\"");
  }

  @Test
  void otherSpellingIsTriedOnce() {
    graph.then(400, error(131030)).then(400, error(131030));
    assertThat(deliverTo("5491155550100"))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.RECIPIENT_TEST_LIST));
    assertThat(graph.asked).hasSize(2);

    graph.then(400, error(131030)).then(500, "<html>oops</html>");
    assertThat(deliverTo("5491155550100")).isInstanceOf(Uncertain.class);
    assertThat(graph.asked).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"447700900123, 131030", "5491155550100, 131026", "54011555501, 131030"})
  void otherRefusalsAreNotRepeated(String number, int code) {
    graph.then(400, error(code));
    assertThat(deliverTo(number)).isInstanceOf(Refused.class);
    assertThat(graph.asked).hasSize(1);
  }

  @Test
  void uncertainSendIsNotRepeatedInTheOtherSpelling() {
    graph.then(500, "<html>oops</html>");
    assertThat(deliverTo("5491155550100")).isInstanceOf(Uncertain.class);
    assertThat(graph.asked).hasSize(1);
  }

  @Test
  void reportsAnUnknownOutcomeAsUncertain() throws Exception {
    graph.then(500, "<html>oops</html>");
    assertThat(deliver(TEXT)).isInstanceOf(Uncertain.class);
    graph.then(500, error(131000));
    assertThat(deliver(TEXT)).isInstanceOf(Uncertain.class);
    graph.then(200, "{\"messaging_product\":\"whatsapp\"}");
    assertThat(deliver(TEXT)).isInstanceOf(Uncertain.class);
    graph.then(exchange -> sleep(1500));
    assertThat(deliver(TEXT)).isInstanceOf(Uncertain.class);
    try (ServerSocket cutting =
        new ServerSocket(0, 10, java.net.InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> {
        try (var socket = cutting.accept()) {
          socket.getInputStream().read(new byte[4096]);
          socket.setSoLinger(true, 0);
        } catch (IOException e) {
          // the test is over
        }
      });
      URI url = URI.create("http://127.0.0.1:" + cutting.getLocalPort());
      assertThat(Given.handOver(channel, message(TEXT), context(url)))
          .isInstanceOf(Uncertain.class);
    }
  }

  @Test
  void defersARequestThatWasNotSent() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Map<String, Reason> trouble =
        Map.of(
            "http://127.0.0.1:" + free,
            Reason.UNAVAILABLE,
            "https://127.0.0.1:" + graph.url().getPort(),
            Reason.TIMEOUT,
            "http://nowhere.invalid",
            Reason.HOST_UNKNOWN);
    trouble.forEach((url, reason) ->
        assertThat(Given.handOver(channel, message(TEXT), context(URI.create(url))))
            .as(url)
            .isInstanceOfSatisfying(Deferred.class, d -> assertThat(d.reason()).isEqualTo(reason)));
  }

  @Test
  void reportsAFailedTlsHandshake() throws Exception {
    try (ServerSocket plain = new ServerSocket(0)) {
      Thread.ofVirtual()
          .start(() -> {
            try (var caller = plain.accept()) {
              caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
              caller.getInputStream().readAllBytes();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      URI url = URI.create("https://127.0.0.1:" + plain.getLocalPort());
      assertThat(Given.handOver(channel, message(TEXT), context(url)))
          .isInstanceOfSatisfying(
              Deferred.class, d -> assertThat(d.reason()).isEqualTo(Reason.TLS_FAILED));
    }
  }

  @Test
  void abuse09_neverCallsTheOwnNetwork() throws Exception {
    try (OutboundHttp strict = new OutboundHttp(Given.outside(false, Duration.ofSeconds(1)))) {
      CloudChannel guarded = new CloudChannel(strict);
      for (String url :
          new String[] {
            "http://127.0.0.1:" + graph.url().getPort(),
            "http://localhost:" + graph.url().getPort(),
            "http://169.254.169.254",
            "http://10.0.0.1",
            "http://[::1]",
            "http://[::ffff:127.0.0.1]",
            "http://[64:ff9b::7f00:1]",
            "http://[fd00:ec2::254]",
            "http://100.64.0.1",
            "http://2130706433",
            "http://0.0.0.0",
            "file:///etc/passwd",
            "http://u:p@example.org"
          }) {
        assertThat(Given.handOver(guarded, message(TEXT), context(URI.create(url))))
            .as(url)
            .isInstanceOfSatisfying(
                Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.ADDRESS_REFUSED));
        assertThatThrownBy(() ->
                guarded.open(new MediaRef.Remote(null, url, null, null), context(graph.url())))
            .as(url)
            .isInstanceOf(MediaUnavailable.class);
      }
    }
    assertThat(graph.asked).isEmpty();
  }

  @Test
  void uploadsAHundredMegabytesInConstantMemory() {
    long bytes = 100L * 1024 * 1024;
    graph.then(200, "{\"id\":\"620\"}").then(200, OK);
    assertThat(
            deliver(file(MediaKind.DOCUMENT, "application/pdf", "big \"one\".pdf", "read", bytes)))
        .isInstanceOf(Accepted.class);
    assertThat(graph.asked.get(0).path()).isEqualTo("/v26.0/900/media");
    assertThat(graph.asked.get(0).bytes()).isGreaterThan(bytes);
    assertThat(graph.asked.get(0).type()).startsWith("multipart/form-data; boundary=");
    assertThat(graph.asked.get(0).body())
        .contains(
            "name=\"messaging_product\"\r\n\r\nwhatsapp",
            "Content-Type: application/pdf",
            "filename=\"big _one_.pdf\"");
    assertThat(graph.asked.get(1).body())
        .contains("\"document\":{\"id\":\"620\",\"caption\":\"read\"");
    assertThat(deliver(file(MediaKind.DOCUMENT, "application/pdf", null, null, bytes + 1)))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({"text/csv, list.csv", "text/html, page.html", "text/plain; charset=utf-8, a.txt"})
  void aTextFileIsUploadedAsPlainTextUnderItsName(String type, String name) {
    graph.then(200, "{\"id\":\"620\"}").then(200, OK);
    assertThat(deliver(file(MediaKind.DOCUMENT, type, name, null, 10)))
        .isInstanceOf(Accepted.class);
    assertThat(graph.asked.get(0).body())
        .contains("Content-Type: text/plain\r\n", "filename=\"" + name + "\"");
    assertThat(graph.asked.get(1).body()).contains("\"filename\":\"" + name + "\"");
  }

  @Test
  void defersAFailedUpload() {
    graph.then(500, "").then(exchange -> sleep(1500)).then(400, error(100));
    Content image = file(MediaKind.IMAGE, "image/png", null, null, 10);
    assertThat(deliver(image)).isInstanceOf(Deferred.class);
    assertThat(deliver(image)).isInstanceOf(Deferred.class);
    assertThat(deliver(image))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.MEDIA_TYPE));
  }

  @Test
  void aRefusedUploadNamesTheSizeOrTheAcceptedTypes() {
    String tooLarge =
        "{\"error\":{\"code\":%d,\"message\":\"(#%d) Media upload error\",\"error_data\":{\"details\":"
            + "\"File size is too large\"}}}";
    graph
        .then(400, tooLarge.formatted(100, 100))
        .then(400, tooLarge.formatted(131053, 131053))
        .then(400, error(131053));
    for (Reason reason : List.of(Reason.MEDIA_SIZE, Reason.MEDIA_SIZE, Reason.MEDIA_TYPE)) {
      assertThat(deliver(file(MediaKind.AUDIO, "audio/webm", null, null, 10)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(reason);
                assertThat(refused.detail().contains("audio/webm. Accepted are audio/aac"))
                    .isEqualTo(reason == Reason.MEDIA_TYPE);
              });
    }
  }

  @Test
  void opensAFileByIdAfterItsAddressExpired() throws Exception {
    String url = graph.url() + "/download";
    graph
        .then(404, "")
        .then(200, "{\"url\":\"" + url + "\"}")
        .then(404, "")
        .then(200, "{\"url\":\"" + url + "\"}")
        .then(200, "bytes", Map.of("Content-Type", "image/png"));
    try (MediaBytes.Opened opened =
        channel.open(new MediaRef.Remote("610", url, null, null), context(graph.url()))) {
      assertThat(new String(opened.stream().readAllBytes())).isEqualTo("bytes");
      assertThat(opened.mimeType()).isEqualTo("image/png");
      assertThat(opened.bytes()).isEqualTo(5);
    }
    assertThat(graph.asked)
        .allSatisfy(asked -> assertThat(asked.authorization()).isEqualTo("Bearer token-0"));
  }

  @Test
  void abuse12_sendsTheTokenToMetaOnly() throws Exception {
    try (StubServer stranger = new StubServer()) {
      graph
          .then(200, "{\"url\":\"" + stranger.url() + "/x\"}")
          .then(302, "", Map.of("Location", stranger.url() + "/y"));
      stranger.then(200, "bytes");
      channel
          .open(
              new MediaRef.Remote("610", stranger.url() + "/bait", null, null),
              context(graph.url()))
          .close();
      assertThat(stranger.asked)
          .hasSize(1)
          .allSatisfy(asked -> {
            assertThat(asked.authorization()).isNull();
            assertThat(asked.path()).isEqualTo("/x");
          });
      assertThatThrownBy(() ->
              channel.open(
                  new MediaRef.Remote(null, graph.url() + "/z", null, null), context(graph.url())))
          .isInstanceOf(MediaUnavailable.class);
      assertThat(stranger.asked).hasSize(1);
    }
    URI base = URI.create("https://graph.facebook.com");
    assertThat(MetaHosts.trusted(URI.create("https://lookaside.fbsbx.com/a"), base)).isTrue();
    assertThat(MetaHosts.trusted(URI.create("https://evilfbsbx.com/a"), base)).isFalse();
    assertThat(MetaHosts.trusted(URI.create("http://lookaside.fbsbx.com/a"), base)).isFalse();
    assertThat(MetaHosts.trusted(URI.create("https://x.facebook.com.evil.test/a"), base)).isFalse();
  }

  @Test
  void distinguishesMissingFilesFromTemporaryErrors() {
    MediaRef.Remote file = new MediaRef.Remote("610", null, null, null);
    graph.then(400, "{\"error\":{\"code\":100,\"error_subcode\":33,\"message\":\"no\"}}");
    assertThatThrownBy(() -> channel.open(file, context(graph.url())))
        .isInstanceOfSatisfying(
            MediaUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.MEDIA_GONE));
    graph.then(400, error(2500));
    assertThatThrownBy(() -> channel.open(file, context(graph.url())))
        .isInstanceOfSatisfying(
            MediaUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.API_ADDRESS));
    graph.then(403, error(10));
    assertThatThrownBy(() -> channel.open(file, context(graph.url())))
        .isInstanceOfSatisfying(
            MediaUnavailable.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.PERMISSION_MISSING));
    graph.then(400, error(131052));
    assertThatThrownBy(() -> channel.open(file, context(graph.url())))
        .isInstanceOfSatisfying(
            MediaUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.MEDIA_GONE));
    graph.then(500, error(2));
    assertThatThrownBy(() -> channel.open(file, context(graph.url())))
        .isInstanceOf(IOException.class);
  }

  @Test
  void closesAnEndlessDownloadAtOnce() throws Exception {
    graph.then(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] block = new byte[65536];
      while (true) {
        exchange.getResponseBody().write(block);
      }
    });
    long start = System.nanoTime();
    try (MediaBytes.Opened opened =
        channel.open(
            new MediaRef.Remote(null, graph.url() + "/e", null, null), context(graph.url()))) {
      assertThat(opened.bytes()).isEqualTo(-1);
      assertThat(opened.stream().readNBytes(100_000)).hasSize(100_000);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void connectsAndTests() {
    graph.then(403, error(10)).then(200, "{\"success\":true}");
    assertThat(
            channel
                .connect(URI.create("https://b.example.test/h"), "Shop", context(graph.url()))
                .probes())
        .extracting(Probe::ok)
        .containsExactly(false, true);
    assertThat(graph.asked.get(0).path()).isEqualTo("/v26.0/700/subscribed_apps");
    assertThat(graph.asked.get(1).body())
        .contains("webhook_configuration", "https://b.example.test/h", "verify-me");
    graph.forget();
    graph
        .then(200, "{\"success\":true}")
        .then(200, "{\"display_phone_number\":\"+1 555-010-0200\"}");
    assertThat(
            channel
                .connect(URI.create("https://b.example.test/h"), "Shop", context(graph.url()))
                .learned())
        .isEqualTo(Map.of("phoneNumber", "15550100200"));
    graph
        .then(
            200,
            "{\"status\":\"CONNECTED\",\"verified_name\":\"Bikes\",\"quality_rating\":\"GREEN\"}")
        .then(
            200,
            "{\"data\":{\"is_valid\":true,\"expires_at\":0,\"scopes\":[\"whatsapp_business_messaging\"]}}")
        .then(200, "{\"data\":[]}");
    assertThat(channel.check(context(graph.url())))
        .extracting(Probe::ok)
        .containsExactly(true, false, false);
  }

  @Test
  void anEventOfAnAccountConcernsItsNumbers() {
    Settings number = Given.number(graph.url());
    assertThat(channel.concerns(ofAccount("700", null), number, false)).isTrue();
    assertThat(channel.concerns(ofAccount("701", null), number, true)).isFalse();
    assertThat(channel.concerns(ofAccount(null, null), number, true)).isTrue();
    assertThat(channel.concerns(ofAccount(null, null), number, false)).isFalse();
    Settings known =
        Settings.of(Map.of("accountId", "700", "phoneNumber", "15550100200"), Map.of());
    assertThat(channel.concerns(ofAccount("700", "15550100200"), known, false)).isTrue();
    assertThat(channel.concerns(ofAccount("700", "15550100201"), known, true)).isFalse();
    assertThat(channel.concerns(ofAccount("700", "15550100201"), number, false)).isTrue();
    Settings withoutAccount = Settings.of(Map.of("phoneNumberId", "900"), Map.of());
    assertThat(channel.concerns(ofAccount("700", null), withoutAccount, true)).isTrue();
    assertThat(channel.concerns(ofAccount("700", null), withoutAccount, false)).isFalse();
  }

  private static ChannelEvent.ConditionsChanged ofAccount(String account, String number) {
    return new ChannelEvent.ConditionsChanged(
        account, null, number, List.of(), List.of(), Given.AT);
  }

  @Test
  void marksAsRead() {
    graph.then(200, "{\"success\":true}");
    assertThat(channel.markRead(new ExternalId("wamid.A"), context(graph.url())))
        .isInstanceOf(Accepted.class);
    assertThat(graph.asked.getFirst().body()).contains("\"status\":\"read\"", "wamid.A");
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
