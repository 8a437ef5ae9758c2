package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Given.file;
import static io.wabridge.connectors.Given.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StubServer;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Delivery;
import io.wabridge.model.Delivery.Accepted;
import io.wabridge.model.Delivery.Deferred;
import io.wabridge.model.Delivery.Refused;
import io.wabridge.model.Delivery.Uncertain;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Language;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.SignInRefused;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connector's contract, tested with an HTTP server that answers correctly and incorrectly. */
class GenesysDeskTest {

  private static final String HEAD =
      "{\"channel\":{\"from\":{\"id\":\"447700900123\",\"idType\":\"Opaque\",\"nickname\":\"Rosa Whitfield\",\"firstName\":\"Rosa\",\"lastName\":\"Whitfield\"},\"time\":\"2026-03-02T09:15:02.118Z\",\"messageId\":\"x-1\",\"metadata\":{\"customAttributes\":{\"waNumber\":\"447700900123\",\"waBsuid\":\"GB.4402938475610293\",\"waName\":\"Rosa Whitfield\"}}},";
  private final Given.Tokens tokens = new Given.Tokens();
  private final OutboundHttp http = new OutboundHttp(Given.LOOPBACK);
  private final GenesysDesk desk = new GenesysDesk(http);
  private StubServer cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = new StubServer();
  }

  @AfterEach
  void stop() throws IOException {
    cloud.close();
    http.close();
  }

  private Settings settings(String integration) {
    return Given.organization(cloud.url(), integration);
  }

  private Context context(String integration) {
    return Given.context(settings(integration), tokens);
  }

  private Delivery deliver(Message message) {
    return desk.deliver(message, context("int-1"));
  }

  private static Receipt receipt(Status status, Reason reason, String detail) {
    return new Receipt(
        new MessageId("m-1"),
        new ConversationId("c-1"),
        new ChannelId("ch-1"),
        new DeskId("d-1"),
        new ExternalId("g-1"),
        "447700900123",
        status,
        reason,
        detail,
        Given.AT);
  }

  @Test
  void deliversATextAndStoresTheConversation() {
    cloud.then(202, "{\"id\":\"8d1f\",\"conversationId\":\"7d2e\"}");
    assertThat(deliver(message(new Content.Text("Hello"))))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.id()).hasToString("8d1f");
              assertThat(accepted.session().conversation()).isEqualTo("7d2e");
            });
    assertThat(cloud.asked.getFirst().path())
        .isEqualTo("/api/v2/conversations/messages/int-1/inbound/open/message");
    assertThat(cloud.asked.getFirst().query()).isEqualTo("prefetchConversationId=true");
    assertThat(cloud.asked.getFirst().body()).isEqualTo(HEAD + "\"text\":\"Hello\"}");
    cloud.then(200, "{\"id\":\"8d1f\"}");
    assertThat(desk.deliver(message(new Content.Text("x")), known(Duration.ofHours(23))))
        .isEqualTo(new Accepted(new ExternalId("8d1f"), null));
    assertThat(cloud.asked.get(1).query()).isNull();
  }

  private static Message choice(String question) {
    return message(
        new Content.ChoiceReply("confirm_yes", "Yes", null), Given.ROSA, question, "Is it right?");
  }

  @Test
  void answersAQuestionOfTheDesk() {
    cloud.then(200, "{\"id\":\"8d1f\",\"type\":\"Structured\"}");
    assertThat(deliver(choice("c0ffee"))).isEqualTo(new Accepted(new ExternalId("8d1f"), null));
    assertThat(cloud.asked.getFirst().path())
        .isEqualTo("/api/v2/conversations/messages/int-1/inbound/open/structured/response");
    assertThat(cloud.asked.getFirst().body())
        .isEqualTo(
            HEAD
                + "\"buttonResponse\":{\"type\":\"QuickReply\",\"text\":\"Yes\",\"payload\":\"confirm_yes\"},"
                + "\"originatingMessageId\":\"c0ffee\"}");
  }

  @Test
  void deliversAChoiceAsTextIfTheDeskDoesNotHaveTheQuestion() {
    cloud
        .then(404, "{\"status\":404,\"code\":\"not.found\"}")
        .then(200, "{\"id\":\"1\"}")
        .then(200, "{\"id\":\"2\"}")
        .then(503, "{}");
    assertThat(deliver(choice("gone"))).isInstanceOf(Accepted.class);
    assertThat(deliver(choice(null))).isInstanceOf(Accepted.class);
    assertThat(deliver(choice("busy"))).isInstanceOf(Deferred.class);
    assertThat(cloud.asked)
        .extracting(StubServer.RecordedRequest::path)
        .extracting(path -> path.substring(path.indexOf("/open/") + 6))
        .containsExactly("structured/response", "message", "message", "structured/response");
    assertThat(cloud.asked.get(1).body()).contains("Yes");
  }

  @Test
  void requestsTheConversationIfItIsUnknownOrOld() {
    cloud.then(200, "{\"id\":\"1\"}").then(200, "{\"id\":\"2\"}");
    Message text = message(new Content.Text("x"));
    desk.deliver(text, known(Duration.ofHours(25)));
    desk.deliver(text, context("int-1").with(new Session(null, null, Instant.now())));
    assertThat(cloud.asked)
        .extracting(StubServer.RecordedRequest::query)
        .containsOnly("prefetchConversationId=true");
  }

  private Context known(Duration since) {
    return context("int-1").with(new Session("7d2e", null, Instant.now().minus(since)));
  }

  @Test
  void deliversAFileAsALink() {
    cloud.then(200, "{\"id\":\"1\"}").then(200, "{\"id\":\"2\"}").then(200, "{\"id\":\"3\"}");
    deliver(message(file(MediaKind.AUDIO, "audio/ogg; codecs=opus", null, "hear", 10)));
    assertThat(cloud.asked.get(0).body())
        .isEqualTo(
            HEAD
                + "\"text\":\"hear\",\"content\":[{\"contentType\":\"Attachment\",\"attachment\":{\"mediaType\":\"Audio\",\"url\":\"https://files.example.test/k\",\"mime\":\"audio/ogg\",\"filename\":\"file.ogg\",\"sha256\":\""
                + "ab".repeat(32)
                + "\"}}]}");
    deliver(message(file(MediaKind.VIDEO, "video/mp4", "long.mp4", null, 26L * 1024 * 1024)));
    assertThat(cloud.asked.get(1).body())
        .contains("larger than the 25 MB", "https://files.example.test/k")
        .doesNotContain("attachment");
    deliver(
        message(
            new Content.Media(
                MediaKind.IMAGE,
                "image/png",
                null,
                null,
                false,
                new MediaRef.Gone(Reason.MEDIA_GONE, "x"))));
    assertThat(cloud.asked.get(2).body())
        .contains("[Image could not be shown: The file could no longer be fetched.]");
  }

  @Test
  void editedPicture() {
    cloud.then(200, "{\"id\":\"1\"}");
    Content now = file(MediaKind.IMAGE, "image/png", "b.png", "the blue one", 10);
    deliver(message(new Content.Edit(new ExternalId("w"), now), Given.ROSA, null, "the red one"));
    assertThat(cloud.asked.getFirst().body())
        .contains(
            "\"text\":\"edited a picture (before: \\\"the red one\\\"): the blue one\"",
            "\"filename\":\"b.png\"");
  }

  @Test
  void emptyBody() {
    cloud.then(200, "{\"id\":\"1\"}");
    deliver(message(new Content.Text("")));
    assertThat(cloud.asked.getFirst().body()).contains("\"text\":\"[An empty message]\"");
  }

  @Test
  void renewsARefusedTokenOnce() {
    cloud.then(401, "{\"code\":\"bad.credentials\"}").then(200, "{\"id\":\"1\"}");
    assertThat(deliver(message(new Content.Text("x")))).isInstanceOf(Accepted.class);
    assertThat(cloud.asked)
        .extracting(StubServer.RecordedRequest::authorization)
        .containsExactly("Bearer token-0", "Bearer token-1");
    cloud
        .then(401, "{}")
        .then(401, "{\"message\":\"no\"}", Map.of("ININ-Correlation-Id", "corr-1"));
    assertThat(deliver(message(new Content.Text("x"))))
        .isInstanceOfSatisfying(
            Refused.class,
            r -> {
              assertThat(r.reason()).isEqualTo(Reason.AUTH);
              assertThat(r.detail()).contains("no", "corr-1").doesNotContain("token-");
            });
  }

  @Test
  void distinguishesRefusedDeferredAndUncertain() throws Exception {
    Message text = message(new Content.Text("x"));
    cloud.then(400, "{\"message\":\"bad\",\"code\":\"bad.request\"}");
    assertThat(deliver(text))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.detail()).contains("bad.request: bad"));
    cloud.then(404, "{}");
    assertThat(deliver(text))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.DESK_INTEGRATION_GONE));
    cloud.then(429, "{}", Map.of("Retry-After", "42"));
    assertThat(deliver(text))
        .isInstanceOfSatisfying(
            Deferred.class, d -> assertThat(d.after()).isEqualTo(Duration.ofSeconds(42)));
    cloud.then(503, "{}");
    assertThat(deliver(text)).isInstanceOf(Deferred.class);
    cloud.then(504, "{}");
    assertThat(deliver(text)).isInstanceOf(Uncertain.class);
    cloud.then(exchange -> {
      try {
        Thread.sleep(1500);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    assertThat(deliver(text)).isInstanceOf(Uncertain.class);
    cloud.then(
        200,
        "{\"id\":\"1\",\"type\":\"Receipt\",\"status\":\"Failed\",\"reasons\":[{\"code\":\"UnknownMessage\",\"message\":\"who\"}]}");
    assertThat(deliver(text))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.detail()).contains("UnknownMessage who"));
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    URI closed = URI.create("http://127.0.0.1:" + free);
    Context away = Given.context(Given.organization(closed, "i"), tokens);
    assertThat(desk.deliver(text, away)).isInstanceOf(Deferred.class);
  }

  @Test
  void deliversReceipts() {
    cloud.then(200, "{\"id\":\"g-1\",\"status\":\"Delivered\"}").then(200, "{}");
    assertThat(desk.show(receipt(Status.READ, null, null), context("int-1")))
        .isInstanceOf(Accepted.class);
    assertThat(cloud.asked.get(0).path()).endsWith("/inbound/open/receipt");
    assertThat(cloud.asked.get(0).body())
        .isEqualTo(
            "{\"id\":\"g-1\",\"channel\":{\"to\":{\"id\":\"447700900123\",\"idType\":\"Opaque\"},\"time\":\"2026-03-02T09:15:02.118Z\"},\"status\":\"Delivered\",\"isFinalReceipt\":true}");
    desk.show(receipt(Status.FAILED, Reason.OPTED_OUT, "(131050) of Meta"), context("int-1"));
    assertThat(cloud.asked.get(1).body())
        .contains(
            "\"status\":\"Failed\",\"reasons\":[{\"code\":\"RecipientOptedOut\",\"message\":\"The person does not want these messages.\"}]");
    cloud.then(200, "{}");
    desk.show(
        receipt(Status.FAILED, Reason.WINDOW_CLOSED, "(131047) of Meta"),
        Given.context(settings("int-1"), tokens, Language.PT));
    assertThat(cloud.asked.get(2).body())
        .contains("mais de 24 horas; o WhatsApp agora")
        .doesNotContain("131047", "Meta");
  }

  @Test
  void abuse12_sendsTheTokenToGenesysOnly() throws Exception {
    cloud.then(401, "").then(200, "bytes");
    MediaRef.Remote here = new MediaRef.Remote(null, cloud.url() + "/f", null, null);
    try (MediaBytes.Opened opened = desk.open(here, context("int-1"))) {
      assertThat(opened.stream().readAllBytes()).hasSize(5);
    }
    assertThat(cloud.asked)
        .extracting(StubServer.RecordedRequest::authorization)
        .containsExactly(null, "Bearer token-0");
    try (StubServer stranger = new StubServer()) {
      cloud.then(401, "").then(302, "", Map.of("Location", stranger.url() + "/elsewhere"));
      stranger.then(200, "moved");
      desk.open(here, context("int-1")).close();
      stranger.then(401, "");
      assertThatThrownBy(() ->
              desk.open(
                  new MediaRef.Remote(null, stranger.url() + "/f", null, null), context("int-1")))
          .isInstanceOf(MediaUnavailable.class);
      assertThat(stranger.asked)
          .hasSize(2)
          .allSatisfy(asked -> assertThat(asked.authorization()).isNull());
    }
    URI ireland = URI.create("https://api.mypurecloud.ie");
    assertThat(GenesysMedia.trusted(URI.create("https://api-downloads.mypurecloud.ie/x"), ireland))
        .isTrue();
    assertThat(GenesysMedia.trusted(URI.create("https://evilmypurecloud.ie/x"), ireland)).isFalse();
    assertThat(GenesysMedia.trusted(URI.create("http://api-downloads.mypurecloud.ie/x"), ireland))
        .isFalse();
  }

  @Test
  void stopsAtARedirectLoop() {
    for (int i = 0; i < 4; i++) {
      cloud.then(302, "", Map.of("Location", "/again"));
    }
    assertThatThrownBy(() ->
            desk.open(new MediaRef.Remote(null, cloud.url() + "/f", null, null), context("int-1")))
        .isInstanceOf(MediaUnavailable.class);
    assertThat(cloud.asked).hasSize(4);
  }

  @Test
  void signsIn() throws Exception {
    cloud.then(200, "{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":86399}");
    assertThat(desk.signIn(settings("")).expiresIn()).isEqualTo(Duration.ofSeconds(86399));
    assertThat(cloud.asked.getFirst().body()).isEqualTo("grant_type=client_credentials");
    assertThat(cloud.asked.getFirst().authorization()).isEqualTo("Basic Y2xpZW50OnMzY3JldA==");
    assertThat(cloud.asked.getFirst().type()).isEqualTo("application/x-www-form-urlencoded");
    cloud.then(400, "{\"error\":\"invalid_client\",\"error_description\":\"client not found\"}");
    assertThatThrownBy(() -> desk.signIn(settings("")))
        .isInstanceOf(SignInRefused.class)
        .hasMessageContaining("client not found");
    cloud.then(503, "");
    assertThatThrownBy(() -> desk.signIn(settings(""))).isInstanceOf(IOException.class);
  }

  @Test
  void createsAnIntegrationAndRedirectsAnExistingOne() {
    cloud
        .then(200, "{\"id\":\"new-1\",\"createStatus\":\"Initiated\"}")
        .then(200, "{\"id\":\"new-1\",\"createStatus\":\"Completed\"}");
    Connected made = desk.connect(URI.create("https://b.example.test/g"), "Shop", context(""));
    assertThat(made.learned()).isEqualTo(Map.of("integrationId", "new-1"));
    assertThat(made.probes()).allMatch(Probe::ok);
    assertThat(cloud.asked.getFirst().method()).isEqualTo("POST");
    cloud.then(200, "{\"id\":\"int-1\"}");
    assertThat(
            desk.connect(URI.create("https://b.example.test/g"), "Shop", context("int-1"))
                .learned())
        .containsEntry("integrationId", "int-1");
    assertThat(cloud.asked.get(2).method()).isEqualTo("PATCH");
    assertThat(cloud.asked.get(2).body())
        .contains("https://b.example.test/g", "a-secret-of-many-characters");
    cloud.then(403, "{\"message\":\"missing\"}");
    assertThat(desk.connect(URI.create("https://b.example.test/g"), "Shop", context("")).learned())
        .isEmpty();
  }

  @Test
  void testsWithoutChangingAnything() {
    cloud
        .then(200, "{\"access_token\":\"abc\",\"expires_in\":100}")
        .then(
            200,
            "{\"id\":\"int-1\",\"status\":\"active\",\"outboundNotificationWebhookUrl\":\"https://b\"}");
    assertThat(desk.check(context("int-1"))).hasSize(3).allMatch(Probe::ok);
    cloud.then(401, "{}");
    assertThat(desk.check(context("int-1"))).extracting(Probe::ok).containsExactly(false, true);
  }
}
