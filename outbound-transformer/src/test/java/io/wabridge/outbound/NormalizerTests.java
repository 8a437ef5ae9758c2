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
import io.wabridge.testkit.Tenancy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** From the desk's webhook to WhatsApp's lane, or back to the agent. Twin of the inbound one. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,outbound-transformer")
@LocalStores
class NormalizerTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final String DESK = "genesys-api-service.genesys";
  private static final String WHATSAPP = "whatsapp-api-service.cloud";

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;
  @Autowired JsonMapper json;

  private final String id = Ids.next();
  private volatile boolean windowOpen = true;
  private volatile boolean known = true;

  @BeforeEach
  void begin() {
    TENANCY.forget();
    Broker.take(DESK);
    Broker.take(WHATSAPP);
    TENANCY.outside(asked -> {
      if (!asked.path().equals("/internal/replies")) {
        return Answer.ok("");
      }
      return known
          ? Answer.ok(
              """
              {"conversation":{"id":"conversation-1","tenant":"%s","channel":"channel-1",
                "desk":"desk-1","person":{"waId":"447009001234"},
                "deskAddress":"447009001234"},
               "messages":[{"id":"%s","status":"RECEIVED"}],"windowOpen":%s}
              """
                  .formatted(Tenancy.TENANT, id, windowOpen))
          : Answer.notFound();
    });
  }

  private void says(String text) {
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
                 "to":{"id":"447009001234"},"from":{"id":"%s"},"time":"2026-11-21T08:00:00.000Z"},
                 "type":"Text","text":"%s","direction":"Outbound"}
                """
                    .formatted(id, Tenancy.INTEGRATION, Tenancy.INTEGRATION, text))));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !TENANCY.asked("/internal/replies").isEmpty());
  }

  @Test
  void whatAnAgentSaysGoesOnToWhatsApp() {
    says("hello");

    var lying = Broker.take(WHATSAPP);
    assertThat(lying).hasSize(1);
    var message = json.readTree(lying.getFirst().getBody()).at("/payload/message");
    assertThat(message.at("/content/body").asString()).isEqualTo("hello");
    assertThat(message.path("externalId").asString()).isEqualTo("desk-message-" + id);
    assertThat(Broker.take(DESK)).isEmpty();
  }

  @Test
  void afterADayTheAgentIsToldThatOnlyATemplateMayBeSent() {
    windowOpen = false;
    says("hello");

    var lying = Broker.take(DESK);
    assertThat(lying).hasSize(1);
    var receipt = json.readTree(lying.getFirst().getBody()).at("/payload/receipt");
    assertThat(receipt.path("status").asString()).isEqualTo("FAILED");
    assertThat(receipt.path("reason").asString()).isEqualTo("WINDOW_CLOSED");
    assertThat(receipt.path("externalId").asString()).isEqualTo("desk-message-" + id);
    assertThat(TENANCY.asked("/internal/messages/" + id + "/end").getFirst().body())
        .contains("WINDOW_CLOSED");
    assertThat(Broker.take(WHATSAPP)).isEmpty();
  }

  @Test
  void whatIsSaidToNobodyIsToldAndParked() {
    known = false;
    says("hello");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !TENANCY.asked("/internal/parked").isEmpty());

    assertThat(TENANCY.asked("/internal/parked").getFirst().body()).contains("UNKNOWN_PERSON");
    assertThat(Broker.take(DESK)).hasSize(1);
    assertThat(Broker.take(WHATSAPP)).isEmpty();
  }
}
