package io.wabridge.genesys.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.ConflictException;
import io.wabridge.kit.client.Announcements;
import io.wabridge.kit.client.Tenants;
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
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

/**
 * From the lane to the desk: begun, delivered, recorded. The counterpart is ChannelDeliveryTests.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,genesys-api-service")
@LocalStores
class DeskDeliveryTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final String INBOUND =
      "/api/v2/conversations/messages/" + Tenancy.INTEGRATION + "/inbound/open/";

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;
  @Autowired Announcements announcements;
  @Autowired Tenants tenants;
  @Autowired DeskConnectionController connection;

  private final String id = Ids.next();
  private final AtomicInteger tries = new AtomicInteger();

  @BeforeEach
  void begin() {
    TENANCY.reset();
    answers(new Answer(202, "{\"id\":\"genesys-1\",\"conversationId\":\"conversation-1\"}"));
  }

  private void answers(Answer... inTurn) {
    TENANCY.outside(asked -> {
      if (asked.path().endsWith("/begin")) {
        return Answer.ok("{\"go\":\"GO\"}");
      }
      return asked.path().startsWith("/internal/")
          ? Answer.ok("{}")
          : inTurn[Math.min(tries.getAndIncrement(), inTurn.length - 1)];
    });
  }

  private void publish(Payload payload) {
    publisher.publish(
        "genesys-api-service.genesys",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            "conversation-" + id,
            "m:" + id,
            Instant.now(),
            payload));
  }

  private void deliver() {
    publish(
        new Payload.InboundMessage(
            new Message(
                new MessageId(id),
                new ConversationId("conversation-" + id),
                Direction.INBOUND,
                new ChannelId("channel-1"),
                new DeskId("desk-1"),
                Person.ofWaId("447009001234"),
                "447009001234",
                new Content.Text("hello"),
                new ExternalId("wamid." + id),
                null,
                null,
                Instant.now(),
                Origin.PERSON)));
  }

  private void awaitAsked(String path, int times) {
    await().atMost(Duration.ofSeconds(15)).until(() -> TENANCY.asked(path).size() >= times);
  }

  @Test
  void recordsTheDesksIdsOfADeliveredMessage() {
    deliver();

    var end = "/internal/messages/" + id + "/end";
    awaitAsked(end, 1);
    assertThat(TENANCY.asked(end).getFirst().body())
        .contains("\"DELIVERED\"", "genesys-1", "conversation-1");
    assertThat(TENANCY.asked(INBOUND + "message").getFirst().body())
        .contains("hello", "wamid." + id, "447009001234");
  }

  @Test
  void parksWhatTheDeskRefuses() {
    answers(new Answer(400, "{\"code\":\"bad.request\",\"message\":\"no\",\"status\":400}"));
    deliver();

    awaitAsked("/internal/parked", 1);
    assertThat(TENANCY.asked("/internal/parked").getFirst().body()).contains(id);
  }

  @Test
  void retriesInPlaceAfterAServerError() {
    answers(
        new Answer(500, "{}"),
        new Answer(202, "{\"id\":\"genesys-1\",\"conversationId\":\"conversation-1\"}"));
    deliver();

    var end = "/internal/messages/" + id + "/end";
    awaitAsked(end, 2);
    assertThat(TENANCY.asked(end).getFirst().body()).contains("\"RECEIVED\"");
    assertThat(TENANCY.asked(end).getLast().body()).contains("\"DELIVERED\"");
  }

  @Test
  void refusedTokenHoldsTheMessage() {
    answers(
        new Answer(401, "{\"code\":\"bad.credentials\",\"message\":\"Invalid\",\"status\":401}"),
        new Answer(202, "{\"id\":\"genesys-1\",\"conversationId\":\"conversation-1\"}"));
    deliver();

    var end = "/internal/messages/" + id + "/end";
    awaitAsked(end, 2);
    assertThat(TENANCY.asked(end).getFirst().body()).contains("\"RECEIVED\"");
    assertThat(TENANCY.asked(end).getLast().body()).contains("\"DELIVERED\"");
    assertThat(TENANCY.asked(INBOUND + "message")).hasSize(2);
    assertThat(TENANCY.asked("/internal/parked")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.permissions", "missing.any.permissions", "not.authorized"})
  void aMissingPermissionHoldsTheMessageLikeARefusedCredential(String code) {
    answers(
        new Answer(403, "{\"code\":\"%s\",\"message\":\"no\",\"status\":403}".formatted(code)),
        new Answer(202, "{\"id\":\"genesys-1\",\"conversationId\":\"conversation-1\"}"));
    deliver();

    var end = "/internal/messages/" + id + "/end";
    awaitAsked(end, 2);
    assertThat(TENANCY.asked(end).getFirst().body()).contains("\"RECEIVED\"");
    assertThat(TENANCY.asked(end).getLast().body()).contains("\"DELIVERED\"");
    assertThat(TENANCY.asked("/internal/parked")).isEmpty();
  }

  @Test
  void aForbiddenCallThatNamesNoPermissionParksOnlyItsMessage() {
    answers(new Answer(403, "{}"));
    deliver();

    awaitAsked("/internal/parked", 1);
    assertThat(TENANCY.asked("/internal/parked").getFirst().body()).contains(id, "FORBIDDEN");
    assertThat(TENANCY.asked("/internal/desks/desk-1/credentials"))
        .noneMatch(one -> one.body().contains("refusal"));
  }

  @Test
  void holdsTheConversationWhileTheDeskIsUnavailable() {
    answers(new Answer(503, "{}"));
    deliver();

    await().atMost(Duration.ofSeconds(15)).until(() -> !held().isEmpty());
    assertThat(held()).contains(id).contains("UNAVAILABLE");
  }

  private static String held() {
    return TENANCY.asked("/internal/held").stream()
        .filter(asked -> asked.method().equals("POST"))
        .map(StandIn.RecordedRequest::body)
        .collect(joining());
  }

  private void receipt(Status status) {
    publish(
        new Payload.InboundReceipt(
            new Receipt(
                new MessageId(id),
                new ConversationId("conversation-" + id),
                new ChannelId("channel-1"),
                new DeskId("desk-1"),
                new ExternalId("desk-message"),
                "447009001234",
                status,
                status == Status.FAILED ? Reason.WINDOW_CLOSED : null,
                null,
                Instant.now())));
  }

  @Test
  void recordsAReceiptAfterTheDeskAcceptedIt() {
    receipt(Status.FAILED);

    awaitAsked("/internal/messages/" + id + "/told", 1);
    assertThat(TENANCY.asked(INBOUND + "receipt").getFirst().body()).contains("desk-message");
    assertThat(TENANCY.asked("/internal/messages/" + id + "/told").getFirst().body())
        .contains("FAILED");
    assertThat(TENANCY.asked("/internal/messages/" + id + "/failure-note")).isEmpty();
  }

  @Test
  void showsAReceiptOnceWhileTheLedgerIsUnavailable() {
    var told = new AtomicInteger();
    TENANCY.special(asked ->
        asked.path().endsWith("/told") && told.incrementAndGet() <= 2
            ? Optional.of(new Answer(503, "{}"))
            : Optional.empty());
    receipt(Status.DELIVERED);

    awaitAsked("/internal/messages/" + id + "/told", 3);
    assertThat(TENANCY.asked(INBOUND + "receipt")).hasSize(1);
  }

  @Test
  void showsAReceiptOnce() {
    TENANCY.special(asked ->
        asked.path().endsWith("/receipt") && asked.path().startsWith("/internal/")
            ? Optional.of(Answer.ok("{\"notified\":true}"))
            : Optional.empty());
    receipt(Status.DELIVERED);
    awaitAsked("/internal/messages/" + id + "/receipt", 1);
    deliver();
    awaitAsked("/internal/messages/" + id + "/end", 1);

    assertThat(TENANCY.asked(INBOUND + "receipt")).isEmpty();
  }

  @Test
  void showsAReceiptThatSaysMoreThanTheLastOne() {
    TENANCY.special(asked ->
        asked.path().endsWith("/receipt") && asked.path().startsWith("/internal/")
            ? Optional.of(Answer.ok("{\"notified\":true,\"status\":\"DELIVERED\"}"))
            : Optional.empty());
    receipt(Status.SENT);
    receipt(Status.READ);

    awaitAsked("/internal/messages/" + id + "/told", 1);
    assertThat(TENANCY.asked("/internal/messages/" + id + "/told").getFirst().body())
        .contains("READ");
    assertThat(TENANCY.asked(INBOUND + "receipt")).hasSize(1);
  }

  @Test
  void aFailedSendIsToldInTheConversation() {
    var note = Ids.next();
    TENANCY.special(asked -> {
      if (asked.path().equals("/internal/desks/desk-1")) {
        return Optional.of(
            Answer.ok(
                Tenancy.desk(
                        "desk-1", Tenancy.INTEGRATION, TENANCY.url(), "client-1", "client-secret")
                    .replace("\"active\"", "\"failureNotes\":true,\"active\"")));
      }
      return asked.path().endsWith("/failure-note")
          ? Optional.of(
              Answer.ok(
                  """
                  {"conversation":"conversation-%s","desk":"desk-1","deskAddress":"447009001234",
                   "person":{"waId":"447009001234"},"message":"%s","status":"RECEIVED",
                   "quote":"See you tomorrow"}
                  """
                      .formatted(id, note)))
          : Optional.empty();
    });
    announcements.announceChange(Tenancy.TENANT);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> tenants.desk(new DeskId("desk-1")).orElseThrow().failureNotes());
    receipt(Status.FAILED);

    awaitAsked("/internal/messages/" + note + "/end", 1);
    assertThat(TENANCY.asked(INBOUND + "receipt")).hasSize(1);
    assertThat(TENANCY.asked(INBOUND + "message")).hasSize(1);
    assertThat(TENANCY.asked(INBOUND + "message").getFirst().body())
        .contains("failed:" + id, "447009001234");
    TENANCY.reset();
    announcements.announceChange(Tenancy.TENANT);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !tenants.desk(new DeskId("desk-1")).orElseThrow().failureNotes());
  }

  @Test
  void saysWhichIdAnotherDeskHasWhenItIsConnected() {
    var conflict = "Genesys Cloud: another desk has the id integration-1 already.";
    TENANCY.special(asked ->
        asked.method().equals("GET") || !asked.path().startsWith("/internal/desks/desk-1/")
            ? Optional.empty()
            : Optional.of(
                new Answer(
                    409,
                    "{\"title\":\"Conflict\",\"status\":409,\"detail\":\"" + conflict + "\"}")));

    assertThatThrownBy(() -> connection.test(Tenancy.TENANT, "desk-1"))
        .isInstanceOf(ConflictException.class)
        .hasMessage(conflict);
  }
}
