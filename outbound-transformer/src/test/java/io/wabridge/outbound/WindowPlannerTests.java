package io.wabridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.model.DeskId;
import io.wabridge.model.Envelope;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.StandIn.RecordedRequest;
import io.wabridge.testkit.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Replies outside of the 24-hour window, on a channel that holds them. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,outbound-transformer")
@LocalStores
class WindowPlannerTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final String DESK = "genesys-api-service.genesys";
  private static final String WHATSAPP = "whatsapp-api-service.cloud";
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String UNTIL = "2026-11-24T08:00:00Z";

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;
  @Autowired JsonMapper json;

  private final String id = Ids.next();
  private final String address = "4470" + Math.abs(id.hashCode());
  private final String channel = "channel-" + id;
  private volatile String status = "APPROVED";
  private volatile boolean known = true;
  private volatile boolean open;
  private volatile String marketing = "{}";
  private volatile String answer =
      """
      {"state":"WAITING","until":"%s","template":{"id":"asks-%s","status":"RECEIVED"}}
      """
          .formatted(UNTIL, id);

  @BeforeAll
  static void dropWhatOtherTestsLeft() {
    Broker.purge("outbound-transformer");
  }

  @BeforeEach
  void begin() {
    TENANCY.reset();
    Broker.take(DESK);
    Broker.take(WHATSAPP);
    TENANCY.special(this::special);
    TENANCY.outside(asked ->
        switch (asked.path()) {
          case "/internal/conversations/locate" -> Answer.ok(conversation());
          case "/internal/replies" ->
              Answer.ok(
                  """
                  {"conversation":%s,"messages":[{"id":"%s","status":"RECEIVED"}],"windowOpen":%s}
                  """
                      .formatted(conversation(), id, open));
          case "/internal/marketing-choices/newest" -> Answer.ok(marketing);
          case "/internal/person-waits" -> Answer.ok(answer);
          case "/internal/conversations/conversation-1/notices" ->
              Answer.ok(
                  """
                  {"conversation":"conversation-1","desk":"desk-1","deskAddress":"%s",
                   "person":{"waId":"447009001234"},"message":"note-%s","status":"RECEIVED",
                   "notices":[]}
                  """
                      .formatted(address, id));
          default ->
              asked.path().endsWith("/end") && asked.body().contains("FAILED")
                  ? Answer.ok("{\"forDesk\":%s}".formatted(receipt(asked.body())))
                  : Answer.ok("{}");
        });
  }

  private Optional<Answer> special(RecordedRequest asked) {
    if (asked.path().equals("/internal/channels/" + channel)) {
      return Optional.of(
          Answer.ok(
              Tenancy.channel(channel, Tenancy.NUMBER, TENANCY.url())
                  .replace(
                      "\"readMarks\"",
                      """
                      "window":{"outside":"HOLD","template":"come_back","values":["{name}"],
                        "holdHours":48},"readMarks"\
                      """)));
    }
    if (asked.path().startsWith("/internal/channels/" + channel + "/templates?")) {
      return Optional.of(Answer.ok(known ? templates() : "[]"));
    }
    return Optional.empty();
  }

  private String templates() {
    return "["
        + template("es", "Hola {{1}}, escriba")
        + ","
        + template("en_GB", "Hi {{1}}, write")
        + "]";
  }

  private String template(String language, String body) {
    return """
    {"id":"t-%s","name":"come_back","language":"%s","category":"UTILITY","status":"%s",
     "quality":"GREEN","form":{"named":false,"body":"%s","buttons":[],"cards":[]}}
    """
        .formatted(language, language, status, body);
  }

  private String conversation() {
    return """
    {"id":"conversation-1","tenant":"%s","channel":"%s","desk":"desk-1",
     "person":{"waId":"447009001234","name":"Rosa"},"deskAddress":"%s"}
    """
        .formatted(Tenancy.TENANT, channel, address);
  }

  private String receipt(String outcome) {
    return """
    {"about":"%s","conversation":"conversation-1","channel":"channel-1","desk":"desk-1",
     "externalId":"desk-message-%s","deskAddress":"%s","status":"FAILED","reason":%s,
     "at":"2026-11-21T08:00:00Z"}
    """
        .formatted(id, id, address, json.readTree(outcome).path("reason"));
  }

  private void says(String text) {
    publisher.publish(
        "outbound-transformer",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            "desk:" + id,
            "desk:" + id,
            Instant.now(),
            new Payload.DeskPart(
                new DeskId("desk-1"),
                """
                {"id":"desk-message-%s","channel":{"id":"%s","platform":"Open","type":"Private",
                 "to":{"id":"%s"},"from":{"id":"%s"},"time":"2026-11-21T08:00:00.000Z"},
                 "type":"Text","text":"%s","direction":"Outbound"}
                """
                    .formatted(id, Tenancy.INTEGRATION, address, Tenancy.INTEGRATION, text))));
  }

  private List<JsonNode> taken(String queue, int count) {
    var all = new ArrayList<JsonNode>();
    await()
        .atMost(LIMIT)
        .until(() -> {
          Broker.take(queue).forEach(one -> all.add(json.readTree(one.getBody())));
          return all.size() >= count;
        });
    return all;
  }

  private JsonNode order() {
    await().atMost(LIMIT).until(() -> !TENANCY.asked("/internal/person-waits").isEmpty());
    return json.readTree(TENANCY.asked("/internal/person-waits").getFirst().body());
  }

  @Test
  void sendsTheTemplateBeforeTheReplyAndTellsTheAgent() {
    says("hello");

    var sent = taken(WHATSAPP, 2);
    assertThat(sent.get(0).at("/payload/message/id").asString()).isEqualTo("asks-" + id);
    assertThat(sent.get(0).at("/payload/message/content/known/text").asString())
        .isEqualTo("Hi Rosa, write");
    assertThat(sent.get(1).at("/payload/message/content/body").asString()).isEqualTo("hello");
    assertThat(sent.get(0).path("conversationKey")).isEqualTo(sent.get(1).path("conversationKey"));
    assertThat(order().path("longest").asString()).isIn("PT48H", "172800", "172800.000000000");
    assertThat(order().at("/template/excerpt").asString()).isEqualTo("Hi Rosa, write");

    var notice = taken(DESK, 1).getFirst().at("/payload/message/content");
    assertThat(notice.path("about").asString()).isEqualTo("AWAITING_PERSON");
    assertThat(notice.at("/values/text").asString()).isEqualTo("Hi Rosa, write");
    assertThat(notice.at("/values/until").asString()).isEqualTo(UNTIL);
  }

  @Test
  void aSecondReplyJoins() {
    answer = "{\"state\":\"WAITING\",\"until\":\"" + UNTIL + "\"}";
    says("hello");

    assertThat(taken(WHATSAPP, 1)).hasSize(1);
    var notice = taken(DESK, 1).getFirst().at("/payload/message/content");
    assertThat(notice.path("values").has("text")).isFalse();
  }

  @Test
  void aTemplateThatWasSentIsNotSentAgain() {
    answer = answer.replace("RECEIVED", "DELIVERED");
    says("hello");

    assertThat(taken(WHATSAPP, 1).getFirst().at("/payload/message/content/body").asString())
        .isEqualTo("hello");
    taken(DESK, 1);
    assertThat(Broker.take(WHATSAPP)).isEmpty();
  }

  @Test
  void theReplyIsSentIfThePersonHasWrittenMeanwhile() {
    answer = "{\"state\":\"OPEN\"}";
    says("hello");

    assertThat(taken(WHATSAPP, 1)).hasSize(1);
    assertThat(Broker.take(DESK)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PAUSED, TEMPLATE_PAUSED",
    "REJECTED, TEMPLATE_NOT_APPROVED",
    "DISABLED, TEMPLATE_DISABLED",
    "gone, TEMPLATE_MISSING",
    "opted out, OPTED_OUT"
  })
  void aReplyThatCannotWaitFailsWithTheReason(String why, String reason) {
    switch (why) {
      case "gone" -> known = false;
      case "opted out" -> marketing = "{\"allowed\":false}";
      default -> status = why;
    }
    answer = "{\"state\":\"NONE\"}";
    says("hello");

    var receipt = taken(DESK, 1).getFirst().at("/payload/receipt");
    assertThat(receipt.path("reason").asString()).isEqualTo(reason);
    assertThat(order().has("template")).isFalse();
    assertThat(Broker.take(WHATSAPP)).isEmpty();
  }

  @Test
  void anAgentsOwnTemplateDoesNotWaitBehindReplies() {
    says("/template come_back en_GB Rosa");

    var sent = taken(WHATSAPP, 1).getFirst();
    assertThat(sent.path("conversationKey").asString()).isEqualTo("template:conversation-1");
    assertThat(TENANCY.asked("/internal/person-waits")).isEmpty();
  }

  @Test
  void insideTheWindowNothingChanges() {
    open = true;
    says("hello");

    assertThat(taken(WHATSAPP, 1).getFirst().path("conversationKey").asString())
        .isEqualTo("conversation-1");
    assertThat(TENANCY.asked("/internal/person-waits")).isEmpty();
  }
}
