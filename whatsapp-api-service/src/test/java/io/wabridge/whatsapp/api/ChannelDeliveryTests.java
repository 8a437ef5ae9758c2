package io.wabridge.whatsapp.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.store.Bucket;
import io.wabridge.kit.store.ObjectStore;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Tenancy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the lane to WhatsApp: begun, delivered, recorded; and never twice. The counterpart is
 * DeskDeliveryTests.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,whatsapp-api-service")
@LocalStores
class ChannelDeliveryTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final String GRAPH = "/v26.0/" + Tenancy.NUMBER + "/messages";
  private static final String UPLOAD = "/v26.0/" + Tenancy.NUMBER + "/media";
  private static final String DESK = "genesys-api-service.genesys";

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;
  @Autowired JsonMapper json;
  @Autowired ObjectStore store;
  @Autowired MeterRegistry meters;

  private final String id = Ids.next();
  private volatile boolean early;
  private volatile String begun = "{\"go\":\"GO\"}";
  private volatile Answer graph = Answer.ok("{\"messages\":[{\"id\":\"wamid.1\"}]}");
  private volatile Answer upload = Answer.ok("{\"id\":\"file-1\"}");

  @BeforeEach
  void begin() {
    TENANCY.reset();
    Broker.take(DESK);
    TENANCY.outside(asked -> {
      if (asked.path().endsWith("/begin")) {
        return Answer.ok(begun);
      }
      if (asked.path().equals(UPLOAD)) {
        return upload;
      }
      if (asked.path().endsWith("/end") && asked.body().contains("FAILED")) {
        return receipt("FAILED", json.readTree(asked.body()).path("reason").toString());
      }
      if (asked.path().endsWith("/end") && early) {
        return receipt("DELIVERED", "null");
      }
      return asked.path().startsWith("/internal/") ? Answer.ok("{}") : graph;
    });
  }

  private Answer receipt(String status, String reason) {
    return Answer.ok(
        """
        {"forDesk":{"about":"%s","conversation":"conversation-1","channel":"channel-1",
         "desk":"desk-1","externalId":"desk-message-%s","deskAddress":"447009001234",
         "status":"%s","reason":%s,"at":"2026-11-21T08:00:00Z"}}
        """
            .formatted(id, id, status, reason));
  }

  private void deliver() {
    deliver("channel-1");
  }

  private void deliver(String channel) {
    deliver(channel, new Content.Text("hello"));
  }

  private void deliver(String channel, Content content) {
    var message =
        new Message(
            new MessageId(id),
            new ConversationId("conversation-" + id),
            Direction.OUTBOUND,
            new ChannelId(channel),
            new DeskId("desk-1"),
            Person.ofWaId("447009001234"),
            "447009001234",
            content,
            new ExternalId("desk-message-" + id),
            null,
            null,
            Instant.now(),
            Origin.PERSON);
    publisher.publish(
        "whatsapp-api-service.cloud",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            message.conversation().value(),
            "m:" + id,
            Instant.now(),
            new Payload.OutboundMessage(message)));
  }

  private void deliverFile() throws IOException {
    var bytes = "a picture".getBytes(StandardCharsets.UTF_8);
    var key = Tenancy.TENANT + "/" + id;
    store.put(
        Bucket.MEDIA_OUTBOUND, key, new ByteArrayInputStream(bytes), bytes.length, "image/png");
    var stored =
        new MediaRef.Stored(Bucket.MEDIA_OUTBOUND.bucketName(), key, bytes.length, "ab".repeat(32));
    deliver(
        "channel-1", new Content.Media(MediaKind.IMAGE, "image/png", "a.png", null, false, stored));
  }

  private String ended() {
    var path = "/internal/messages/" + id + "/end";
    await().atMost(Duration.ofSeconds(10)).until(() -> !TENANCY.asked(path).isEmpty());
    return TENANCY.asked(path).getFirst().body();
  }

  @Test
  void recordsTheProvidersIdOfAnAcceptedMessage() {
    deliver();

    assertThat(ended()).contains("\"ACCEPTED\"").contains("wamid.1");
    var sent = json.readTree(TENANCY.asked(GRAPH).getFirst().body());
    assertThat(sent.at("/text/body").asString()).isEqualTo("hello");
    assertThat(sent.path("biz_opaque_callback_data").asString()).contains(id);
  }

  @Test
  void aMessageThatWaitedGoesToThePersonWhoseNumberHasANewOwner() {
    begun =
        """
        {"go":"GO","person":{"bsuid":"GB.4402938475610293","name":"Ada"}}
        """;
    deliver();

    assertThat(ended()).contains("\"ACCEPTED\"");
    var sent = json.readTree(TENANCY.asked(GRAPH).getFirst().body());
    assertThat(sent.path("recipient").asString()).isEqualTo("GB.4402938475610293");
    assertThat(sent.has("to")).isFalse();
  }

  @Test
  void aMessageThatWaitedIsRefusedIfItsPersonHasNoIdAnyMore() {
    begun =
        """
        {"go":"GO","person":{"name":"Ada"}}
        """;
    deliver();

    assertThat(ended()).contains("\"FAILED\"").contains("NOT_ON_WHATSAPP");
    assertThat(TENANCY.asked(GRAPH)).isEmpty();
  }

  @Test
  void uploadsTheFileBeforeTheMessageBegins() throws Exception {
    deliverFile();

    assertThat(ended()).contains("\"ACCEPTED\"");
    var steps = "/internal/messages/" + id;
    assertThat(TENANCY.asked("").stream().map(StandIn.RecordedRequest::path))
        .containsSubsequence(UPLOAD, steps + "/begin", GRAPH, steps + "/end");
    assertThat(TENANCY.asked(GRAPH).getFirst().body()).contains("\"id\":\"file-1\"");
  }

  @Test
  void holdsAMessageWhoseFileCannotBeUploadedYet() throws Exception {
    upload = new Answer(500, "{}");
    deliverFile();

    await().atMost(Duration.ofSeconds(15)).until(() -> held().contains(id));
    assertThat(TENANCY.asked(UPLOAD)).isNotEmpty();
    assertThat(TENANCY.asked("/internal/messages/" + id)).isEmpty();
    assertThat(TENANCY.asked(GRAPH)).isEmpty();
  }

  @Test
  void reportsARefusedFileToTheDesk() throws Exception {
    upload = new Answer(413, "{\"error\":{\"code\":100,\"message\":\"Too large\"}}");
    deliverFile();

    assertThat(ended()).contains("\"FAILED\"").contains("MEDIA_SIZE");
    assertThat(TENANCY.asked(GRAPH)).isEmpty();
  }

  @Test
  void reportsARefusalToTheDeskWithItsReason() {
    graph = new Answer(400, "{\"error\":{\"code\":131047,\"message\":\"Re-engagement message\"}}");
    deliver();

    assertThat(ended()).contains("\"FAILED\"").contains("WINDOW_CLOSED");
    var receipt = json.readTree(Broker.take(DESK).getFirst().getBody()).at("/payload/receipt");
    assertThat(receipt.path("status").asString()).isEqualTo("FAILED");
    assertThat(receipt.path("reason").asString()).isEqualTo("WINDOW_CLOSED");
    assertThat(receipt.path("externalId").asString()).isEqualTo("desk-message-" + id);
  }

  @Test
  void reportsAStatusThatArrivedBeforeTheResponse() {
    early = true;
    deliver();

    assertThat(ended()).contains("\"ACCEPTED\"");
    var receipt = json.readTree(Broker.take(DESK).getFirst().getBody()).at("/payload/receipt");
    assertThat(receipt.path("status").asString()).isEqualTo("DELIVERED");
    assertThat(receipt.path("externalId").asString()).isEqualTo("desk-message-" + id);
  }

  @Test
  void aReplyThatWaitsForThePersonHoldsItsConversation() {
    begun = "{\"go\":\"AWAITS\",\"until\":\"%s\"}".formatted(Instant.now().plusSeconds(259_200));
    deliver();

    await().atMost(Duration.ofSeconds(10)).until(() -> held().contains(id));
    assertThat(held()).contains("AWAITING_PERSON").contains("waiting for the person until");
    assertThat(TENANCY.asked(GRAPH)).isEmpty();
    assertThat(TENANCY.asked("/internal/messages/" + id + "/end")).isEmpty();
  }

  private void type(Instant at) {
    var typing =
        new Payload.Typing(
            new ChannelId("channel-1"),
            new ConversationId("conversation-" + id),
            new ExternalId("wamid.last-" + at.getEpochSecond()),
            at);
    publisher.publish(
        "whatsapp-api-service.cloud",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            typing.conversationKey(),
            typing.conversationKey() + at,
            at,
            typing));
  }

  @Test
  void showsThatAnAgentIsTypingUnlessItIsLate() {
    graph = Answer.ok("{\"success\":true}");
    type(Instant.now().minusSeconds(30));
    type(Instant.now());

    await().atMost(Duration.ofSeconds(10)).until(() -> !TENANCY.asked(GRAPH).isEmpty());
    assertThat(TENANCY.asked(GRAPH)).hasSize(1);
    var shown = json.readTree(TENANCY.asked(GRAPH).getFirst().body());
    assertThat(shown.at("/typing_indicator/type").asString()).isEqualTo("text");
    assertThat(shown.path("message_id").asString()).startsWith("wamid.last-");
  }

  @Test
  void sendsNothingWithoutAToken() {
    TENANCY.token(new Answer(500, "{}"));
    deliver("channel-" + id);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !TENANCY.asked("/internal/tokens/channels/channel-" + id).isEmpty());
    assertThat(TENANCY.asked("/internal/messages/" + id)).as("nothing was begun").isEmpty();
    assertThat(TENANCY.asked(GRAPH)).isEmpty();

    TENANCY.token(Answer.ok("{\"token\":\"token-2\"}"));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            TENANCY.asked("/internal/messages/" + id + "/end").stream()
                .anyMatch(end -> end.body().contains("wamid")));
    assertThat(TENANCY.asked(GRAPH)).hasSize(1);
  }

  @Test
  void holdsTheConversationUntilATokenIsEntered() {
    TENANCY.token(new Answer(404, "{\"detail\":\"No access token was entered.\"}"));
    deliver("channel-" + id);

    await().atMost(Duration.ofSeconds(15)).until(() -> !held().isEmpty());
    assertThat(held()).contains(id).contains("TOKEN_MISSING").contains("No access token");
    assertThat(TENANCY.asked("/internal/messages/" + id)).as("nothing was begun").isEmpty();
  }

  @Test
  void refusedTokenHoldsTheMessage() {
    graph = new Answer(401, "{\"error\":{\"code\":190,\"message\":\"Invalid token\"}}");
    deliver("channel-" + id);

    assertThat(ended()).contains("\"RECEIVED\"").contains("AUTH");
    assertThat(TENANCY.asked(GRAPH)).as("not repeated with the same token").hasSize(1);
    var lights = "/internal/channels/channel-" + id + "/credentials";
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() ->
            TENANCY.asked(lights).stream().anyMatch(one -> one.body().contains("Invalid token")));
    assertThat(credentials("refused")).isEqualTo(1);

    graph = Answer.ok("{\"messages\":[{\"id\":\"wamid.1\"}]}");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            TENANCY.asked("/internal/messages/" + id + "/end").stream()
                .anyMatch(end -> end.body().contains("wamid")));
    assertThat(TENANCY.asked("/internal/messages/" + id + "/end"))
        .noneMatch(end -> end.body().contains("FAILED"));
    assertThat(TENANCY.asked("/internal/parked")).isEmpty();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> TENANCY.asked(lights).getLast().body().equals("{}"));
    assertThat(credentials("refused")).isZero();
    assertThat(credentials("working")).isEqualTo(1);
  }

  private double credentials(String state) {
    return meters
        .get("bridge.channel.credentials")
        .tag("channel", "channel-" + id)
        .tag("state", state)
        .gauge()
        .value();
  }

  @ParameterizedTest
  @CsvSource({"10, PERMISSION_MISSING", "131005, PERMISSION_MISSING", "0, FORBIDDEN"})
  void aForbiddenCallIsReportedToTheAgentWithItsReason(int code, String reason) {
    graph =
        new Answer(
            403, code == 0 ? "{}" : "{\"error\":{\"code\":%d,\"message\":\"no\"}}".formatted(code));
    deliver();

    assertThat(ended()).contains("\"FAILED\"").contains(reason);
    assertThat(TENANCY.asked(GRAPH)).hasSize(1);
    assertThat(TENANCY.asked("/internal/parked")).isEmpty();
    assertThat(TENANCY.asked("/internal/channels/channel-1/credentials"))
        .noneMatch(one -> one.body().contains("refusal"));
  }

  @Test
  void doesNotSendAgainWhatIsDoneOrUncertain() {
    for (var go : new String[] {"DONE", "UNCERTAIN"}) {
      begun = "{\"go\":\"" + go + "\"}";
      TENANCY.asked(GRAPH);
      deliver();
    }
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> TENANCY.asked("/internal/messages/" + id + "/begin").size() == 2);

    assertThat(TENANCY.asked(GRAPH)).isEmpty();
  }

  @Test
  void holdsTheConversationAfterAPairRateRefusal() {
    graph = new Answer(400, "{\"error\":{\"code\":131056,\"message\":\"Pair rate limit\"}}");
    deliver();

    assertThat(ended()).contains("\"RECEIVED\"");
    await().atMost(Duration.ofSeconds(10)).until(() -> !held().isEmpty());
    assertThat(held()).contains(id).contains("RATE_PAIR");
    assertThat(TENANCY.asked(GRAPH)).hasSize(1);
    assertThat(TENANCY.asked("/internal/parked")).isEmpty();
  }

  private static String held() {
    return TENANCY.asked("/internal/held").stream()
        .filter(asked -> asked.method().equals("POST"))
        .map(StandIn.RecordedRequest::body)
        .collect(joining());
  }
}
