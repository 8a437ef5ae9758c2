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
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages of a desk that names its conversation only: whose it is, from Redis or the ledger. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,outbound-transformer")
@LocalStores
class RememberedAddressTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final String WHATSAPP = "whatsapp-api-service.cloud";

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;
  @Autowired JsonMapper json;
  @Autowired StringRedisTemplate redis;

  private final String id = Ids.next();
  private final String desk = "desk-" + id;
  private final String channel = "channel-" + id;
  private final String contact = "contact-" + id;
  private final String key = "mapping:conv:" + Tenancy.TENANT + ":" + desk + ":" + contact;
  private volatile String owner = "4470" + Math.abs(id.hashCode());
  private volatile String current = channel;

  @BeforeAll
  static void dropWhatOtherTestsLeft() {
    Broker.purge("outbound-transformer");
  }

  @BeforeEach
  void begin() {
    TENANCY.reset();
    Broker.take(WHATSAPP);
    TENANCY.special(asked ->
        asked.path().equals("/internal/desks/" + desk)
            ? Optional.of(
                Answer.ok(
                    """
                    {"tenant":"%s","id":"%s","kind":"connect","name":"Desk","externalId":"i",
                     "active":true,"limits":{},"settings":{"values":{},"secrets":{}}}
                    """
                        .formatted(Tenancy.TENANT, desk)))
            : Optional.empty());
    TENANCY.outside(asked ->
        switch (asked.path()) {
          case "/internal/conversations/locate", "/internal/conversations/locate-at-desk" ->
              Answer.ok(conversation());
          case "/internal/replies" -> registered(json.readTree(asked.body()));
          default -> Answer.ok("{}");
        });
  }

  /** The ledger compares a remembered address with the one that it knows. */
  private Answer registered(JsonNode reply) {
    return reply.has("rememberedBy") && !reply.path("deskAddress").asString().equals(owner)
        ? new Answer(409, "{}")
        : Answer.ok(
            """
            {"conversation":%s,"messages":[{"id":"%s","status":"RECEIVED"}],"windowOpen":true}
            """
                .formatted(conversation(), Ids.next()));
  }

  private String conversation() {
    return """
    {"id":"conversation-1","tenant":"%s","channel":"%s","desk":"%s",
     "person":{"waId":"%s"},"deskAddress":"%s"}
    """
        .formatted(Tenancy.TENANT, current, desk, owner, owner);
  }

  /** The agent writes; the message in WhatsApp's lane. */
  private JsonNode said() {
    var item = Ids.next();
    publisher.publish(
        "outbound-transformer",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            "desk:" + contact,
            "desk:" + contact,
            Instant.now(),
            new Payload.DeskPart(
                new DeskId(desk),
                """
                {"visibility":"ALL","item":{"Id":"%s","Type":"MESSAGE","ParticipantRole":"AGENT",
                 "ContentType":"text/plain","Content":"hello","InitialContactId":"%s",
                 "AbsoluteTime":"2026-11-21T08:00:00.000Z"}}
                """
                    .formatted(item, contact))));
    var taken = new ArrayList<JsonNode>();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          Broker.take(WHATSAPP)
              .forEach(one -> taken.add(json.readTree(one.getBody()).at("/payload/message")));
          return !taken.isEmpty();
        });
    assertThat(taken).hasSize(1);
    return taken.getFirst();
  }

  /** By the address and by the desk's conversation. */
  private int questions() {
    return TENANCY.asked("/internal/conversations/locate").size();
  }

  @Test
  void theLedgerIsAskedOnce() {
    assertThat(said().path("deskAddress").asString()).isEqualTo(owner);
    assertThat(questions()).isEqualTo(1);
    assertThat(redis.opsForValue().get(key)).isEqualTo("conversation-1 " + channel + " " + owner);

    assertThat(said().path("deskAddress").asString()).isEqualTo(owner);
    assertThat(questions()).as("Redis remembered it").isEqualTo(1);
  }

  @Test
  void anEntryThatTheLedgerContradictsIsNotUsed() {
    redis.opsForValue().set(key, "conversation-0 " + channel + " 1" + owner);

    assertThat(said().path("deskAddress").asString()).isEqualTo(owner);
    assertThat(questions()).isEqualTo(1);
    assertThat(redis.opsForValue().get(key)).isEqualTo("conversation-1 " + channel + " " + owner);
  }

  @Test
  void anUnreadableEntryIsNotUsed() {
    redis.opsForValue().set(key, "conversation-1");

    assertThat(said().path("deskAddress").asString()).isEqualTo(owner);
    assertThat(questions()).isEqualTo(1);
  }

  @Test
  void aFlushInTheMiddleCostsOneQuestion() {
    said();
    redis.delete(key);

    assertThat(said().path("deskAddress").asString()).isEqualTo(owner);
    assertThat(questions()).isEqualTo(2);
  }

  /** The channel of the address is cached; the ledger's answer decides. */
  @Test
  void theMessageGoesToTheChannelThatTheLedgerNames() {
    said();
    current = "channel-other-" + id;

    assertThat(said().path("channel").asString()).isEqualTo(current);
  }
}
