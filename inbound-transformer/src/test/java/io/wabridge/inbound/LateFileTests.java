package io.wabridge.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Envelope;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file that cannot be fetched does not keep the conversation; it follows, or is said to be lost.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,inbound-transformer",
      "bridge.media.patience=2s",
      "bridge.media.budget=8s",
      "bridge.lanes.patience=30s"
    })
@LocalStores
class LateFileTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final String DESK = "genesys-api-service.genesys";

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;
  @Autowired JsonMapper json;

  private final String id = Ids.next();
  private final List<JsonNode> arrived = new CopyOnWriteArrayList<>();
  private volatile int fileStatus = 503;
  private volatile CountDownLatch line = new CountDownLatch(0);
  private volatile String progress = "{\"status\":\"DELIVERED\",\"withFile\":false}";
  private volatile String lateStatus = "RECEIVED";
  private volatile String channel = "channel-1";

  @BeforeAll
  static void dropWhatOtherTestsLeft() {
    Broker.purge("inbound-transformer");
  }

  @BeforeEach
  void begin() {
    TENANCY.reset();
    Broker.take(DESK);
    TENANCY.outside(asked -> {
      if (asked.path().equals("/file")) {
        line.await();
        return fileStatus == 200 ? Answer.ok("bytes") : new Answer(fileStatus, "");
      }
      if (asked.path().equals("/internal/arrivals")) {
        return Answer.ok(located(json.readTree(asked.body()).path("externalId").asString()));
      }
      return asked.path().startsWith("/internal/messages/")
          ? Answer.ok(progress)
          : Answer.notFound();
    });
  }

  @AfterEach
  void release() {
    line.countDown();
  }

  private String located(String externalId) {
    var late = externalId.endsWith("#file");
    return """
    {"conversation":"conversation-1","desk":"desk-1","deskAddress":"447009001234",
     "person":{"waId":"447009001234","name":"Ada"},"message":"%s","status":"%s"%s}
    """
        .formatted(
            externalId.replaceAll("[^A-Za-z0-9-]", "_"),
            late ? lateStatus : "RECEIVED",
            late ? ",\"quoted\":\"desk-1\",\"quote\":\"the dent\"" : "");
  }

  private void picture(String url) {
    part(
        "image",
        """
        "image":{"mime_type":"image/jpeg","caption":"the dent","url":"%s"}
        """
            .formatted(url));
  }

  private void text(String body) {
    part("text", "\"text\":{\"body\":\"%s\"}".formatted(body));
  }

  private void part(String kind, String content) {
    publisher.publish(
        "inbound-transformer",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            "person-" + id,
            kind + id + content.hashCode(),
            Instant.now(),
            new Payload.ChannelPart(
                new ChannelId(channel),
                """
                {"field":"messages","metadata":{"phone_number_id":"%s"},"message":
                 {"from":"447009001234","id":"wamid.%s-%s","timestamp":"1763712000","type":"%s",%s}}
                """
                    .formatted(Tenancy.NUMBER, kind, id, kind, content))));
  }

  private void awaitMessages(int count, int seconds) {
    await()
        .atMost(Duration.ofSeconds(seconds))
        .until(() -> {
          Broker.take(DESK).forEach(one -> arrived.add(json.readTree(one.getBody())));
          return arrived.size() >= count;
        });
    assertThat(arrived).hasSize(count);
  }

  private JsonNode message(int number) {
    return arrived.get(number).at("/payload/message");
  }

  private void assertPlaceholderThenText(String reason) {
    assertThat(message(0).at("/content/file/at").asString()).isEqualTo("pending");
    assertThat(message(0).at("/content/file/reason").asString()).isEqualTo(reason);
    assertThat(message(0).at("/content/caption").asString()).isEqualTo("the dent");
    assertThat(message(1).at("/content/body").asString()).isEqualTo("and the other side");
  }

  @Test
  void lateFileFollowsOnceAndNothingWaitsForIt() {
    picture(TENANCY.url() + "/file");
    text("and the other side");

    awaitMessages(2, 6);
    assertPlaceholderThenText("OTHER_SIDE");

    fileStatus = 200;
    awaitMessages(3, 10);
    var late = message(2);
    assertThat(late.at("/content/file/at").asString()).isEqualTo("stored");
    assertThat(late.at("/content/file/bytes").asInt()).isEqualTo(5);
    assertThat(late.at("/content/caption").isMissingNode()).isTrue();
    assertThat(late.path("externalId").asString()).isEqualTo("wamid.image-" + id + "#file");
    assertThat(late.path("quoted").asString()).isEqualTo("desk-1");
    assertThat(arrived.get(2).path("conversationKey").asString()).isEqualTo("conversation-1");
    var registered =
        TENANCY.asked("/internal/arrivals").stream()
            .map(asked -> json.readTree(asked.body()))
            .filter(arrival -> arrival.path("externalId").asString().endsWith("#file"))
            .toList();
    assertThat(registered).hasSize(1);
    assertThat(registered.getFirst().path("opensWindow").asBoolean()).isFalse();
  }

  @Test
  void lateFileFollowsItsMessageToTheDeskOfARoute() {
    channel = "channel-" + id;
    TENANCY.special(asked ->
        asked.path().equals("/internal/channels/" + channel)
            ? Optional.of(
                Answer.ok(
                    Tenancy.channel(channel, Tenancy.NUMBER, TENANCY.url())
                        .replace("\"desk\":\"desk-1\"", "\"desk\":\"desk-own\"")
                        .strip()
                        .replaceFirst(
                            "}$",
                            ",\"routing\":{\"routes\":[{\"name\":\"All\",\"desk\":\"desk-1\"},"
                                + "{\"name\":\"None\",\"desk\":\"desk-2\","
                                + "\"when\":{\"percent\":1,\"fromAd\":true}}]}}")))
            : Optional.empty());
    picture(TENANCY.url() + "/file");
    awaitMessages(1, 6);
    fileStatus = 200;
    awaitMessages(2, 10);

    var registered =
        TENANCY.asked("/internal/arrivals").stream()
            .map(asked -> json.readTree(asked.body()))
            .filter(arrival -> arrival.path("externalId").asString().endsWith("#file"))
            .toList();
    assertThat(registered).hasSize(1);
    assertThat(registered.getFirst().path("desk").asString()).isEqualTo("desk-1");
    assertThat(registered.getFirst().path("eligible"))
        .isEqualTo(json.readTree("[\"desk-1\",\"desk-2\",\"desk-own\"]"));
  }

  @Test
  void lateFileOfAHostThatNeverAnswers() {
    line = new CountDownLatch(1);
    picture(TENANCY.url() + "/file");
    text("and the other side");

    awaitMessages(2, 7);
    assertPlaceholderThenText("TIMEOUT");

    fileStatus = 200;
    line.countDown();
    awaitMessages(3, 10);
    assertThat(message(2).at("/content/file/at").asString()).isEqualTo("stored");
  }

  @Test
  void lateFileOfAnUnknownHost() {
    part("image", "\"image\":{\"mime_type\":\"image/jpeg\",\"url\":\"https://files.invalid/1\"}");
    text("and the other side");

    awaitMessages(2, 7);
    assertThat(message(0).at("/content/file/reason").asString()).isEqualTo("HOST_UNKNOWN");
    awaitMessages(3, 15);
    assertThat(message(2).at("/content/about").asString()).isEqualTo("FILE_LOST");
    assertThat(message(2).at("/content/values/reason").asString()).isEqualTo("HOST_UNKNOWN");
  }

  @Test
  void lateFileThatIsGoneIsSaidToBeLost() {
    picture(TENANCY.url() + "/file");
    awaitMessages(1, 6);

    fileStatus = 404;
    awaitMessages(2, 10);
    assertThat(message(1).at("/content/about").asString()).isEqualTo("FILE_LOST");
    assertThat(message(1).path("externalId").asString()).isEqualTo("wamid.image-" + id + "#file");
  }

  @Test
  void lateFileWaitsUntilItsMessageIsDelivered() {
    progress = "{\"status\":\"DELIVERING\",\"withFile\":false}";
    picture(TENANCY.url() + "/file");
    awaitMessages(1, 6);
    fileStatus = 200;
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> TENANCY.asked("/internal/arrivals").size() >= 1 && asksForProgress());
    awaitMessages(1, 1);

    progress = "{\"status\":\"DELIVERED\",\"withFile\":false}";
    awaitMessages(2, 10);
  }

  private boolean asksForProgress() {
    var path = "/internal/messages/wamid_image-" + id + "/progress?tenant=" + Tenancy.TENANT;
    return !TENANCY.asked(path).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lateFileIsNotDeliveredTwice(boolean withItsMessage) {
    if (withItsMessage) {
      progress = "{\"status\":\"DELIVERED\",\"withFile\":true}";
    } else {
      lateStatus = "DELIVERED";
    }
    picture(TENANCY.url() + "/file");
    awaitMessages(1, 6);
    fileStatus = 200;
    await().atMost(Duration.ofSeconds(10)).until(this::asksForProgress);
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(3))
        .until(() ->
            Broker.take(DESK).stream()
                .noneMatch(one -> new String(one.getBody(), UTF_8).contains(id + "#file")));
  }

  @Test
  void keepsTheOrderWithinThePatience() {
    picture(TENANCY.url() + "/file");
    text("and the other side");
    await().atMost(Duration.ofSeconds(2)).until(() -> !TENANCY.asked("/file").isEmpty());
    fileStatus = 200;

    awaitMessages(2, 6);
    assertThat(message(0).at("/content/file/at").asString()).isEqualTo("stored");
    assertThat(message(1).at("/content/body").asString()).isEqualTo("and the other side");
  }
}
