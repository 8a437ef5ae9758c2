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
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Tenancy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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

/** From the webhook's lane to the desk's lane. The counterpart is the outbound NormalizerTests. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,inbound-transformer")
@LocalStores
class NormalizerTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final String DESK = "genesys-api-service.genesys";

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;
  @Autowired Connectors<ChannelConnector> connectors;
  @Autowired JsonMapper json;

  private final String id = Ids.next();
  private volatile String status = "RECEIVED";
  private volatile String answer = "";
  private volatile String file = "";
  private volatile String conversation = "person-" + id;
  private volatile CountDownLatch line = new CountDownLatch(0);

  @BeforeEach
  void begin() {
    TENANCY.reset();
    Broker.take(DESK);
    TENANCY.outside(asked ->
        switch (asked.path()) {
          case "/file" -> {
            line.await();
            yield Answer.ok(file);
          }
          case "/internal/arrivals" ->
              Answer.ok(
                  """
                  {"conversation":"conversation-1","desk":"desk-1","deskAddress":"447009001234",
                   "person":{"waId":"447009001234","name":"Ada"},"message":"%s","status":"%s"%s}
                  """
                      .formatted(id, status, answer));
          case "/internal/statuses" ->
              Answer.ok(
                  """
                  {"known":true,"forDesk":{"about":"%s","conversation":"conversation-1",
                   "channel":"channel-1","desk":"desk-1","externalId":"desk-message",
                   "deskAddress":"447009001234","status":"DELIVERED",
                   "at":"2026-11-21T08:00:00Z"}}
                  """
                      .formatted(id));
          default -> Answer.notFound();
        });
  }

  private void arrives(String value) throws Exception {
    var webhook =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"waba-1","changes":[
         {"field":"messages","value":{"messaging_product":"whatsapp",
          "metadata":{"phone_number_id":"%s"},%s}}]}]}
        """
            .formatted(Tenancy.NUMBER, value);
    for (var part : connectors.of("cloud").split(webhook(webhook.getBytes(UTF_8)))) {
      part(part.body());
    }
  }

  private static WebhookRequest webhook(byte[] body) {
    return new WebhookRequest(
        "POST", URI.create("http://localhost/"), "", Map.of(), Map.of(), body);
  }

  private void part(String body) {
    publisher.publish(
        "inbound-transformer",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            conversation,
            conversation,
            Instant.now(),
            new Payload.ChannelPart(new ChannelId("channel-1"), body)));
  }

  private void text() throws Exception {
    arrives(
        """
        "contacts":[{"profile":{"name":"Ada"},"wa_id":"447009001234"}],
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
                     "type":"text","text":{"body":"hello"}}]
        """
            .formatted(id));
  }

  private void awaitAsked(String path) {
    await().atMost(Duration.ofSeconds(10)).until(() -> !TENANCY.asked(path).isEmpty());
  }

  private JsonNode forTheDesk() {
    var lying =
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> Broker.take(DESK), found -> !found.isEmpty());
    assertThat(lying).hasSize(1);
    return json.readTree(lying.getFirst().getBody());
  }

  @Test
  void publishesAPersonsMessageForTheDesk() throws Exception {
    text();
    awaitAsked("/internal/arrivals");

    var envelope = forTheDesk();
    assertThat(envelope.path("conversationKey").asString()).isEqualTo("conversation-1");
    var message = envelope.at("/payload/message");
    assertThat(message.at("/content/body").asString()).isEqualTo("hello");
    assertThat(message.path("id").asString()).isEqualTo(id);
    assertThat(message.path("direction").asString()).isEqualTo("INBOUND");
  }

  @Test
  void aNumberReachesTheDeskAsTheAnswerOfTheOpenQuestion() throws Exception {
    answer =
        """
        ,"quoted":"question-1","answer":{"kind":"choice-reply","id":"INTENT_YES","title":"Yes"}
        """;
    text();
    awaitAsked("/internal/arrivals");

    var message = forTheDesk().at("/payload/message");
    assertThat(message.at("/content/kind").asString()).isEqualTo("choice-reply");
    assertThat(message.at("/content/id").asString()).isEqualTo("INTENT_YES");
    assertThat(message.path("quoted").asString()).isEqualTo("question-1");
  }

  @Test
  void dropsAMessageThatWasDelivered() throws Exception {
    status = "DELIVERED";
    text();
    awaitAsked("/internal/arrivals");

    assertThat(Broker.take(DESK)).isEmpty();
  }

  @Test
  void publishesAMessageWithoutItsUnavailableFile() throws Exception {
    arrives(
        """
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
          "type":"image","image":{"id":"media-1","mime_type":"image/jpeg","caption":"look"}}]
        """
            .formatted(id));
    awaitAsked("/internal/arrivals");
    awaitAsked("/v26.0/media-1");

    var content = forTheDesk().at("/payload/message/content");
    assertThat(content.path("caption").asString()).isEqualTo("look");
    assertThat(content.at("/file/at").asString()).isEqualTo("gone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "another file"})
  void dropsAFileWithAnotherHash(String body) throws Exception {
    file = body;
    arrives(
        """
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
          "type":"image","image":{"id":"m","mime_type":"image/jpeg","url":"%s/file",
          "sha256":"q1G0m0xVv8cB1v2k8m1h6o2i0sYdK1mV0q7b3n5w9zE="}}]
        """
            .formatted(id, TENANCY.url()));
    awaitAsked("/file");

    assertThat(forTheDesk().at("/payload/message/content/file/reason").asString())
        .isEqualTo("MEDIA_CORRUPT");
  }

  @Test
  void limitsFilesOfATenantWithoutDelayingText() throws Exception {
    file = "bytes";
    line = new CountDownLatch(1);
    for (var person = 0; person < 6; person++) {
      conversation = "person-" + person + "-" + id;
      arrives(
          """
          "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
            "type":"image","image":{"id":"m","mime_type":"image/jpeg","url":"%s/file"}}]
          """
              .formatted(conversation, TENANCY.url()));
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> TENANCY.asked("/file").size() == 4);
    conversation = "another-person-" + id;
    text();

    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> TENANCY.asked("/internal/arrivals").size() == 5);
    var first = new ArrayList<String>();
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> {
          Broker.take(DESK).forEach(one -> first.add(new String(one.getBody(), UTF_8)));
          return !first.isEmpty();
        });
    assertThat(first).hasSize(1).allMatch(one -> one.contains("\"hello\""));
    assertThat(TENANCY.asked("/file")).hasSize(4);

    line.countDown();
    var arrived = new AtomicInteger();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> arrived.addAndGet(Broker.take(DESK).size()) == 6);
    assertThat(TENANCY.asked("/file")).hasSize(6);
  }

  @Test
  void publishesAStatusAsAReceipt() throws Exception {
    arrives(
        """
        "statuses":[{"id":"wamid.out","status":"delivered","timestamp":"1763712000",
                     "recipient_id":"447009001234"}]
        """);
    awaitAsked("/internal/statuses");

    assertThat(forTheDesk().at("/payload/receipt/status").asString()).isEqualTo("DELIVERED");
    assertThat(TENANCY.asked("/internal/statuses").getFirst().body()).contains("DELIVERED");
  }

  @Test
  void parksAnUnreadableEvent() {
    part("not json");
    awaitAsked("/internal/parked");

    assertThat(TENANCY.asked("/internal/parked").getFirst().body()).contains("UNREADABLE");
    assertThat(Broker.take(DESK)).isEmpty();
  }
}
