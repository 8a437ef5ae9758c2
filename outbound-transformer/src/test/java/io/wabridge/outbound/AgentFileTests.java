package io.wabridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.model.Content;
import io.wabridge.model.DeskId;
import io.wabridge.model.Envelope;
import io.wabridge.model.Ids;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Tenancy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent's file is made one that the channel carries, or refused with the limit it breaks. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,outbound-transformer",
      "bridge.media.reply-patience=3s"
    })
@LocalStores
class AgentFileTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final String DESK = "genesys-api-service.genesys";
  private static final String WHATSAPP = "whatsapp-api-service.cloud";
  private static final int MEGA = 1024 * 1024;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;
  @Autowired MediaStore store;
  @Autowired JsonMapper json;

  private final String id = Ids.next();
  private final String address = "4470" + Math.abs(id.hashCode());
  private HttpServer files;

  @BeforeAll
  static void dropWhatOtherTestsLeft() {
    Broker.purge("outbound-transformer");
  }

  @BeforeEach
  void begin() throws IOException {
    files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    files.start();
    TENANCY.reset();
    Broker.take(DESK);
    Broker.take(WHATSAPP);
    TENANCY.outside(asked ->
        switch (asked.path()) {
          case "/internal/conversations/locate" -> Answer.ok(conversation());
          case "/internal/replies" ->
              Answer.ok(
                  """
                  {"conversation":%s,"messages":[{"id":"%s","status":"RECEIVED"}],"windowOpen":true}
                  """
                      .formatted(conversation(), id));
          default ->
              asked.path().endsWith("/end") && asked.body().contains("FAILED")
                  ? Answer.ok("{\"forDesk\":%s}".formatted(receipt(asked.body())))
                  : Answer.ok("{}");
        });
  }

  @AfterEach
  void end() {
    files.stop(0);
  }

  /** The receipt of a recorded failure, as the ledger returns it. */
  private String receipt(String outcome) {
    var failed = json.readTree(outcome);
    return """
    {"about":"%s","conversation":"conversation-1","channel":"channel-1","desk":"desk-1",
     "externalId":"desk-message-%s","deskAddress":"%s","status":"FAILED","reason":%s,
     "detail":%s,"at":"2026-11-21T08:00:00Z"}
    """
        .formatted(id, id, address, failed.path("reason"), failed.path("detail"));
  }

  private String conversation() {
    return """
    {"id":"conversation-1","tenant":"%s","channel":"channel-1","desk":"desk-1",
     "person":{"waId":"447009001234"},"deskAddress":"%s"}
    """
        .formatted(Tenancy.TENANT, address);
  }

  /** The agent sends a file; the answer that brings it has this type. */
  private void sends(byte[] file, String answered, String mediaType, String mime, String filename) {
    files.createContext(
        "/file",
        exchange -> {
          try (exchange) {
            if (answered != null) {
              exchange.getResponseHeaders().set("Content-Type", answered);
            }
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
          }
        });
    publisher.publish(
        "outbound-transformer",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            "desk:" + id,
            id,
            Instant.now(),
            new Payload.DeskPart(
                new DeskId("desk-1"),
                """
                {"id":"desk-message-%s","channel":{"id":"%s","platform":"Open","type":"Private",
                 "to":{"id":"%s"},"from":{"id":"%s"},"time":"2026-11-21T08:00:00.000Z"},
                 "type":"Text","direction":"Outbound","content":[{"contentType":"Attachment",
                  "attachment":{"mediaType":"%s","url":"http://127.0.0.1:%d/file","mime":"%s",
                                "filename":"%s"}}]}
                """
                    .formatted(
                        id,
                        Tenancy.INTEGRATION,
                        address,
                        Tenancy.INTEGRATION,
                        mediaType,
                        files.getAddress().getPort(),
                        mime,
                        filename))));
  }

  private void card(String picture, Instant acceptedAt) {
    content(
        acceptedAt,
        """
        {"contentType":"Card","card":{"title":"Red tandem","image":"%s"}}
        """
            .formatted(picture));
  }

  private void content(Instant acceptedAt, String content) {
    publisher.publish(
        "outbound-transformer",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            "desk:" + id,
            id,
            acceptedAt,
            new Payload.DeskPart(
                new DeskId("desk-1"),
                """
                {"id":"desk-message-%s","channel":{"id":"%s","platform":"Open","type":"Private",
                 "to":{"id":"%s"},"from":{"id":"%s"},"time":"2026-11-21T08:00:00.000Z"},
                 "type":"Structured","direction":"Outbound","content":[%s]}
                """
                    .formatted(id, Tenancy.INTEGRATION, address, Tenancy.INTEGRATION, content))));
  }

  @Test
  void aCardWhosePictureCannotBeFetchedIsSentWithItsAddress() {
    card("https://pictures.invalid/red.png", Instant.now());
    Broker.take(WHATSAPP);

    assertThat(sent().path("body").asString())
        .isEqualTo("Red tandem\nhttps://pictures.invalid/red.png");
    assertThat(notes()).contains("its address is sent");
  }

  @Test
  void anAgentsFileThatCannotBeFetchedFailsAfterThePatience() {
    content(
        Instant.now(),
        """
        {"contentType":"Attachment","attachment":{"id":"a-1","mediaType":"File",
         "url":"https://files.invalid/a.pdf","mime":"application/pdf","filename":"a.pdf"}}
        """);

    assertThat(failed().path("reason").asString()).isEqualTo("HOST_UNKNOWN");
    assertThat(Broker.take(WHATSAPP)).isEmpty();
  }

  @Test
  void anAddressThatIsNotCalledIsNotSentToThePersonEither() {
    var picture =
        new Content.Media(
            MediaKind.IMAGE,
            "image/png",
            null,
            "Red tandem",
            false,
            new MediaRef.Remote(null, "http://169.254.169.254/key", null, null));

    assertThat(AgentFiles.instead(picture, new MediaRef.Gone(Reason.ADDRESS_REFUSED, "private")))
        .isNull();
    assertThat(AgentFiles.instead(picture, new MediaRef.Gone(Reason.TIMEOUT, "slow"))).isNotNull();
  }

  private JsonNode sent() {
    return taken(WHATSAPP).at("/payload/message/content");
  }

  private JsonNode failed() {
    return taken(DESK).at("/payload/receipt");
  }

  private JsonNode taken(String queue) {
    var lying =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> Broker.take(queue), found -> !found.isEmpty());
    assertThat(lying).hasSize(1);
    return json.readTree(lying.getFirst().getBody());
  }

  private String notes() {
    return TENANCY.asked("/internal/messages/" + id + "/notes").toString();
  }

  private static byte[] of(int bytes, String beginning) {
    return Arrays.copyOf(beginning.getBytes(StandardCharsets.ISO_8859_1), bytes);
  }

  @Test
  void agentPdfAsOctetStream() {
    sends(
        of(100, "%PDF-1.7"), "application/pdf", "File", "application/octet-stream", "invoice.pdf");

    var content = sent();
    assertThat(content.path("mimeType").asString()).isEqualTo("application/pdf");
    assertThat(content.path("type").asString()).isEqualTo("DOCUMENT");
    assertThat(notes()).isEqualTo("[]");
  }

  @Test
  void theTypeOfANamelessFileIsThatOfTheAnswerOrTheContent() {
    sends(of(100, "%PDF-1.7"), null, "File", "application/octet-stream", "invoice");

    assertThat(sent().path("mimeType").asString()).isEqualTo("application/pdf");
  }

  @Test
  void agentPhotoOf6Mb() throws IOException {
    var photo = PicturesTests.noise(4200, 2800, "jpeg");
    assertThat(photo.length).isGreaterThan(5 * MEGA);
    sends(photo, "image/jpeg", "Image", "image/jpeg", "scratch.jpg");

    var content = sent();
    assertThat(content.path("type").asString()).isEqualTo("IMAGE");
    assertThat(content.path("filename").asString()).isEqualTo("scratch.jpg");
    var file = content.path("file");
    assertThat(file.path("bytes").asLong()).isLessThanOrEqualTo(5 * MEGA);
    try (var stored =
        store.open(
            new MediaRef.Stored(
                file.path("bucket").asString(),
                file.path("key").asString(),
                file.path("bytes").asLong(),
                file.path("sha256").asString()))) {
      var picture = ImageIO.read(new ByteArrayInputStream(stored.readAllBytes()));
      assertThat((double) picture.getWidth() / picture.getHeight()).isBetween(1.49, 1.51);
    }
    assertThat(notes()).contains("the picture was made smaller", "the limit is 5 MB");
  }

  @Test
  void agentPictureOfAnotherTypeIsConverted() throws IOException {
    sends(PicturesTests.picture(300, 200, "gif"), "image/gif", "Image", "image/gif", "logo.gif");

    var content = sent();
    assertThat(content.path("mimeType").asString()).isEqualTo("image/jpeg");
    assertThat(content.path("filename").asString()).isEqualTo("logo.jpg");
    assertThat(notes()).contains("converted from image/gif");
  }

  @Test
  void agentAudioTooLarge() {
    sends(of(17 * MEGA, "ID3"), "audio/mpeg", "Audio", "audio/mpeg", "call.mp3");

    var receipt = failed();
    assertThat(receipt.path("reason").asString()).isEqualTo("MEDIA_SIZE");
    assertThat(receipt.path("detail").asString()).contains("larger than 16 MB", "17 MB");
  }

  @Test
  void agentVideoTooLarge() {
    sends(of(20 * MEGA, ""), "video/mp4", "Video", "video/mp4", "tour.mp4");

    assertThat(failed().path("detail").asString()).contains("larger than 16 MB");
  }

  @Test
  void agentPictureTooLargeToDecode() {
    sends(of(6 * MEGA, "\u00FF\u00D8\u00FF"), "image/jpeg", "Image", "image/jpeg", "broken.jpg");

    var receipt = failed();
    assertThat(receipt.path("reason").asString()).isEqualTo("MEDIA_SIZE");
    assertThat(receipt.path("detail").asString()).contains("larger than 5 MB");
  }

  @Test
  void agentOggNotVoice() {
    sends(
        of(200, "OggS" + "\0".repeat(24) + "OpusHead\u0001\u0001" + "\0".repeat(20)),
        "audio/ogg",
        "Audio",
        "audio/ogg; codecs=opus",
        "voice.ogg");

    assertThat(sent().path("voice").asBoolean()).isTrue();
  }

  @Test
  void agentVoiceWebm() {
    sends(
        WebmOpusTests.recording(20),
        "audio/webm",
        "Audio",
        "audio/webm;codecs=opus",
        "audio_1.webm");

    var content = sent();
    assertThat(content.path("mimeType").asString()).isEqualTo("audio/ogg; codecs=opus");
    assertThat(content.path("filename").asString()).isEqualTo("audio_1.ogg");
    assertThat(content.path("voice").asBoolean()).isTrue();
    assertThat(notes()).contains("repacked");
  }

  @Test
  void stereoIsNoVoiceMessage() {
    sends(
        of(200, "OggS" + "\0".repeat(24) + "OpusHead\u0001\u0002" + "\0".repeat(20)),
        "audio/ogg",
        "Audio",
        "audio/ogg",
        "song.ogg");

    assertThat(sent().path("voice").asBoolean()).isFalse();
  }
}
