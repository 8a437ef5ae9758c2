package io.wabridge.genesys.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Person;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.StandIn.RecordedRequest;
import io.wabridge.testkit.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Messages of a desk that is unavailable go to the next desk, with one note for its agents. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,genesys-api-service")
@LocalStores
class FailoverTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration FAILOVER = Duration.ofSeconds(30);
  private static final String NEXT_DESK =
      "/api/v2/conversations/messages/" + Tenancy.INTEGRATION + "/inbound/open/message";

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;

  private final String id = Ids.next();
  private final String channel = "channel-" + id;
  private final String owner = "desk-" + id;
  private final String former = "former-" + id;
  private final String next = "next-" + id;

  /** Whether the ledger has handed the conversation over. */
  private volatile boolean moved;

  private volatile boolean closed;
  private volatile String destination = "\"conversation\":" + conversation(former, owner);

  @BeforeEach
  void begin() {
    TENANCY.reset();
    TENANCY.special(this::core);
    TENANCY.outside(asked ->
        asked.path().contains("/integration-" + id + "/")
            ? new Answer(503, "{}")
            : new Answer(202, "{\"id\":\"genesys-1\",\"conversationId\":\"conversation-1\"}"));
  }

  private Optional<Answer> core(RecordedRequest asked) {
    var path = asked.path();
    if (path.equals("/internal/channels/" + channel)) {
      return Optional.of(Answer.ok(channel()));
    }
    if (path.equals("/internal/desks/" + owner)) {
      return Optional.of(
          Answer.ok(
              Tenancy.desk(
                  owner, "integration-" + id, TENANCY.url(), "client-1", "client-secret")));
    }
    if (path.endsWith("/begin")) {
      var elsewhere = moved && !asked.body().contains(next);
      return Optional.of(Answer.ok("{\"go\":\"%s\"}".formatted(elsewhere ? "MOVED" : "GO")));
    }
    if (path.contains("/destination?")) {
      return Optional.of(Answer.ok("{" + destination + "}"));
    }
    if (path.endsWith("/handover")) {
      return Optional.of(handedOver());
    }
    if (path.endsWith("/notices")) {
      return Optional.of(Answer.ok(notice(path.contains(next) ? next : former)));
    }
    return path.startsWith("/internal/conversations/")
            || path.startsWith("/internal/messages/" + id)
        ? Optional.of(Answer.ok("{}"))
        : Optional.empty();
  }

  private String channel() {
    return Tenancy.channel(channel, Tenancy.NUMBER, TENANCY.url())
        .replace(
            "\"readMarks\"",
            "\"routing\":{\"routes\":[{\"name\":\"First\",\"desk\":\"%s\",\"failoverSeconds\":%d}]},\"readMarks\""
                .formatted(owner, FAILOVER.toSeconds()));
  }

  private Answer handedOver() {
    if (closed) {
      return new Answer(409, "{}");
    }
    moved = true;
    destination = "\"conversation\":" + conversation(next, "desk-1");
    return Answer.ok(
        "{\"from\":%s,\"to\":%s,\"recent\":[]}"
            .formatted(conversation(former, owner), conversation(next, "desk-1")));
  }

  private String conversation(String conversation, String desk) {
    return """
    {"id":"%s","tenant":"%s","channel":"%s","desk":"%s","person":{"waId":"447009001234"},
     "deskAddress":"447009001234"}
    """
        .formatted(conversation, Tenancy.TENANT, channel, desk);
  }

  private String notice(String conversation) {
    return """
    {"conversation":"%s","desk":"%s","deskAddress":"447009001234",
     "person":{"waId":"447009001234"},"message":"note-%s","status":"RECEIVED","notices":[]}
    """
        .formatted(conversation, conversation.equals(next) ? "desk-1" : owner, conversation);
  }

  private void deliver(Duration age) {
    publish(age, "m:" + id, new Payload.InboundMessage(message(id, new Content.Text("hello"))));
  }

  private void publish(Duration age, String key, Payload payload) {
    publisher.publish(
        "genesys-api-service.genesys",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            former,
            key,
            Instant.now().minus(age),
            payload));
  }

  private Message message(String id, Content content) {
    return new Message(
        new MessageId(id),
        new ConversationId(former),
        Direction.INBOUND,
        new ChannelId(channel),
        new DeskId(owner),
        Person.ofWaId("447009001234"),
        "447009001234",
        content,
        new ExternalId("wamid." + id),
        null,
        null,
        Instant.now(),
        Origin.PERSON);
  }

  private static int asked(String path) {
    return TENANCY.asked(path).size();
  }

  private int handovers() {
    return asked("/internal/conversations/" + former + "/handover");
  }

  private void awaitHeld() {
    await()
        .atMost(LIMIT)
        .until(() ->
            TENANCY.asked("/internal/held").stream().anyMatch(one -> one.body().contains(id)));
  }

  private boolean nextDeskHas(String text) {
    return TENANCY.asked(NEXT_DESK).stream().anyMatch(one -> one.body().contains(text));
  }

  @Test
  void theNextDeskGetsAMessageThatHasWaited() {
    deliver(FAILOVER.plusSeconds(1));

    await().atMost(LIMIT).until(() -> nextDeskHas("hello"));
    await().atMost(LIMIT).until(() -> nextDeskHas("comes from Desk"));
    assertThat(handovers()).isEqualTo(1);
    assertThat(asked("/internal/conversations/" + former + "/notices")).isEqualTo(1);
  }

  @Test
  void aMessageThatFollowedAHandoverWaitsForItsDeskAsLong() {
    destination =
        "\"conversation\":%s,\"assignedAt\":\"%s\""
            .formatted(conversation(former, owner), Instant.now());
    deliver(FAILOVER.plusSeconds(1));

    awaitHeld();
    assertThat(handovers()).isZero();
  }

  @Test
  void theMessageOfAClosedConversationKeepsItsPlace() {
    closed = true;
    deliver(FAILOVER.plusSeconds(1));

    awaitHeld();
    assertThat(handovers()).isPositive();
    assertThat(asked("/internal/messages/" + id + "/arrived")).isZero();
  }

  @Test
  void aRepeatedMessageTellsTheAgentsWhatTheFirstTryDidNot() {
    moved = true;
    destination =
        "\"conversation\":%s,\"movedBy\":\"failover:%s\""
            .formatted(conversation(next, "desk-1"), id);
    deliver(Duration.ZERO);

    await().atMost(LIMIT).until(() -> nextDeskHas("hello"));
    await().atMost(LIMIT).until(() -> nextDeskHas("comes from Desk"));
    assertThat(asked("/internal/conversations/" + former + "/notices")).isEqualTo(1);
  }

  private void awaitHeldAs(String key) {
    await()
        .atMost(LIMIT)
        .until(() ->
            TENANCY.asked("/internal/held").stream()
                .anyMatch(one -> one.body().contains("\"conversation\":\"" + key + "\"")));
  }

  @Test
  void aNoticeOfAnUnavailableDeskDelaysNoMessage() {
    var notice = new Content.Notice(NoticeKind.TAKEN_OVER, Map.of("cause", "AGENT", "from", "Bot"));
    publish(
        Duration.ZERO,
        "m:notice-" + id,
        new Payload.InboundMessage(message("notice-" + id, notice)));
    deliver(FAILOVER.plusSeconds(1));

    awaitHeldAs("receipt:notice:" + former);
    await().atMost(LIMIT).until(() -> nextDeskHas("hello"));
    assertThat(nextDeskHas("comes from Bot")).as("the notice is for the first desk").isFalse();
  }

  @Test
  void aReceiptOfAnUnavailableDeskDelaysNoMessage() {
    var receipt =
        new Receipt(
            new MessageId("answer-" + id),
            new ConversationId(former),
            new ChannelId(channel),
            new DeskId(owner),
            new ExternalId("desk-message"),
            "447009001234",
            Status.DELIVERED,
            null,
            null,
            Instant.now());
    publish(Duration.ZERO, "r:" + id, new Payload.InboundReceipt(receipt));
    deliver(FAILOVER.plusSeconds(1));

    awaitHeldAs("receipt:answer-" + id);
    await().atMost(LIMIT).until(() -> nextDeskHas("hello"));
  }
}
