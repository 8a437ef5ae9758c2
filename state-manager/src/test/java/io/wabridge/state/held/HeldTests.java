package io.wabridge.state.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.lane.Holding;
import io.wabridge.kit.lane.Lanes;
import io.wabridge.kit.lane.Parking;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.state.StateTest;
import io.wabridge.testkit.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Held envelopes wait in order and are announced; parked ones can be replayed once, or discarded.
 */
class HeldTests extends StateTest {

  private final String reader = "test-" + Ids.next();

  private Holding.Held held(String conversation, int number, Duration after) {
    return new Holding.Held(
        reader,
        conversation,
        Lanes.hash(conversation),
        requests.tenant.value(),
        "channel.part.v1",
        conversation + number,
        "way",
        null,
        Reason.UNAVAILABLE,
        "the desk is down\0",
        2,
        after,
        "{\"text\":\"" + number + "\"}");
  }

  private List<String> waiting(String conversation) {
    return holding.waiting(reader, conversation).stream().map(Holding.Waiting::envelope).toList();
  }

  @Test
  void holdsEnvelopesInOrderAndOnce() {
    IntStream.range(0, 3).forEach(number -> holding.hold(held("ada", number, Duration.ofHours(1))));
    holding.hold(held("ada", 1, Duration.ZERO));

    assertThat(waiting("ada"))
        .containsExactly("{\"text\":\"0\"}", "{\"text\":\"1\"}", "{\"text\":\"2\"}");
    var view = get("/api/v1/tenants/" + requests.tenant + "/held");
    assertThat(view.path("conversations").asInt()).isEqualTo(1);
    assertThat(view.path("messages").asInt()).isEqualTo(3);
    assertThat(view.path("items").path(0).path("reason").asString()).isEqualTo("UNAVAILABLE");
  }

  @Test
  void encryptsHeldEnvelopes() {
    holding.hold(held("ada", 7, Duration.ofHours(1)));

    var kept =
        db.sql("select envelope from held where reader = :reader")
            .param("reader", reader)
            .query(byte[].class)
            .single();
    assertThat(new String(kept)).doesNotContain("text");
  }

  @Test
  void findsHeldConversationsOfALaneForAnyNumberOfLanes() {
    IntStream.range(0, 20)
        .forEach(person -> holding.hold(held("person-" + person, 0, Duration.ofHours(1))));

    for (var lanes : List.of(1, 4, 7)) {
      var all = new ArrayList<String>();
      for (var lane = 0; lane < lanes; lane++) {
        var here = holding.conversations(reader, lane, lanes);
        var number = lane;
        assertThat(here).allMatch(one -> Lanes.hash(one) % lanes == number);
        all.addAll(here);
      }
      assertThat(all).hasSize(20);
    }
  }

  @Test
  void announcesADueConversationAndAgainAfterAFailedRetry() {
    holding.hold(held("ada", 0, Duration.ofMillis(300)));
    assertThat(Broker.take(reader)).isEmpty();
    var announced = new ArrayList<String>();
    await()
        .atMost(5, TimeUnit.SECONDS)
        .until(() -> {
          Broker.take(reader).forEach(due -> announced.add(new String(due.getBody())));
          return announced.size() == 1;
        });
    assertThat(announced.getFirst()).contains("\"conversationKey\":\"ada\"", reader);

    var position = holding.waiting(reader, "ada").getFirst().position();
    holding.again(
        new Holding.Again(
            reader, "ada", position, Duration.ofMillis(100), Reason.UNAVAILABLE, "still down"));
    await().atMost(8, TimeUnit.SECONDS).until(() -> !Broker.take(reader).isEmpty());
    assertThat(holding.waiting(reader, "ada").getFirst().attempts()).isEqualTo(3);
  }

  @Test
  void conversationIsNotHeldAfterItsLastRelease() {
    IntStream.range(0, 2).forEach(number -> holding.hold(held("ada", number, Duration.ofHours(1))));

    for (var one : holding.waiting(reader, "ada")) {
      assertThat(holding.conversations(reader, 0, 1)).containsExactly("ada");
      holding.released(new Holding.Released(reader, "ada", one.position()));
    }

    assertThat(holding.conversations(reader, 0, 1)).isEmpty();
    assertThat(waiting("ada")).isEmpty();
  }

  private Parking.Parked parked(
      String conversation, int number, Reason reason, @Nullable String message) {
    return new Parking.Parked(
        requests.tenant.value(),
        reader,
        reader + ".0",
        "message.inbound.v1",
        reason,
        "no answer",
        9,
        message,
        "way",
        conversation,
        conversation + number,
        "{\"payload\":{\"text\":\"secret words\",\"id\":\"" + number + "\"}}");
  }

  private List<String> inbound(int count) {
    return IntStream.range(0, count)
        .mapToObj(number ->
            ledger
                .registerInbound(
                    requests.by(new Person(null, null, "4477009001", null, null), "m" + number))
                .message()
                .value())
        .toList();
  }

  @Test
  void replaysInOrderAndOnce() {
    var messages = inbound(4);
    IntStream.range(0, 3)
        .forEach(
            number -> ledger.park(parked("ada", number, Reason.UNAVAILABLE, messages.get(number))));
    holding.hold(held("ada", 3, Duration.ofHours(1)));
    assertThat(statusOf(messages.getFirst())).isEqualTo("PARKED");
    var order = "{\"stage\":\"" + reader + "\"";
    var path = "/api/v1/tenants/" + requests.tenant + "/parked/replay";

    var dry = post(path, order + ",\"dryRun\":true}");
    assertThat(dry.path("matched").asInt()).as(dry.toString()).isEqualTo(3);
    assertThat(dry.path("replayed").asInt()).isZero();
    var done = post(path, order + "}");
    assertThat(done.path("replayed").asInt()).isEqualTo(3);
    assertThat(done.path("conversations").asInt()).isEqualTo(1);
    var again = post(path, order + "}");
    assertThat(again.path("replayed").asInt()).isZero();

    assertThat(waiting("ada")).hasSize(4);
    assertThat(waiting("ada").get(0)).contains("\"id\":\"0\"");
    assertThat(waiting("ada").get(2)).contains("\"id\":\"2\"");
    assertThat(waiting("ada").get(3)).isEqualTo("{\"text\":\"3\"}");
    assertThat(statusOf(messages.getFirst())).isEqualTo("RECEIVED");
    await().atMost(5, TimeUnit.SECONDS).until(() -> !Broker.take(reader).isEmpty());
  }

  /** Otherwise an envelope that fails again at once would keep the replay running forever. */
  @Test
  void replayExcludesEnvelopesParkedAfterItsStart() {
    ledger.park(parked("ada", 0, Reason.UNAVAILABLE, null));
    db.sql("update parked set parked_at = now() + interval '1 hour' where stage = :stage")
        .param("stage", reader)
        .update();
    var path = "/api/v1/tenants/" + requests.tenant + "/parked/replay";

    assertThat(post(path, "{\"all\":true}").path("replayed").asInt()).isZero();
    assertThat(waiting("ada")).isEmpty();
  }

  @Test
  void parksAnEnvelopeOnce() {
    ledger.park(parked("ada", 0, Reason.UNAVAILABLE, null));
    ledger.park(parked("ada", 0, Reason.UNAVAILABLE, null));

    assertThat(get("/api/v1/tenants/" + requests.tenant + "/parked").path("items")).hasSize(1);
  }

  @Test
  void abuse24_inspectionRedactsTexts() {
    ledger.park(parked("ada", 5, Reason.UNAVAILABLE, null));
    var listed = get("/api/v1/tenants/" + requests.tenant + "/parked").path("items").path(0);

    var inside = get("/api/v1/parked/" + listed.path("id").asString()).path("envelope");

    assertThat(inside.path("payload").path("id").asString()).isEqualTo("(1 characters)");
    assertThat(inside.path("payload").path("text").asString()).isEqualTo("(12 characters)");
  }

  @Test
  void doesNotShowParkedEnvelopesOfAnotherTenant() {
    ledger.park(parked("ada", 5, Reason.UNAVAILABLE, null));
    var id =
        get("/api/v1/tenants/" + requests.tenant + "/parked")
            .path("items")
            .path(0)
            .path("id")
            .asString();

    assertThat(ask("/api/v1/tenants/" + Ids.next() + "/parked/" + id).statusCode()).isEqualTo(404);
    assertThat(
            post("/api/v1/tenants/" + Ids.next() + "/parked/" + id + "/replay", "")
                .path("status")
                .asInt())
        .isEqualTo(404);
    assertThat(waiting("ada")).isEmpty();
  }

  @Test
  void discardFailsTheMessageWithItsReason() {
    var message = inbound(1).getFirst();
    ledger.park(parked("ada", 0, Reason.UNAVAILABLE, message));
    var path = "/api/v1/tenants/" + requests.tenant + "/parked";
    var id = get(path).path("items").path(0).path("id").asString();

    assertThat(post("/api/v1/parked/" + id + "/discard", "{}").path("status").asInt())
        .isEqualTo(400);
    assertThat(
            post("/api/v1/parked/" + id + "/discard", "{\"why\":\"told by telephone\"}")
                .path("discarded")
                .asInt())
        .isEqualTo(1);

    assertThat(get(path).path("items")).isEmpty();
    assertThat(get(path + "?state=DISCARDED").path("items").path(0).path("settled").asString())
        .isEqualTo("told by telephone");
    assertThat(statusOf(message)).isEqualTo("FAILED");
  }

  @Test
  void reportsUnaccountedMessagesByTenantAndHour() {
    var messages = inbound(3);
    ledger.park(parked("ada", 0, Reason.UNAVAILABLE, messages.get(0)));
    ledger.beginDelivery(messages.get(1), requests.intent());
    var path = "/api/v1/tenants/" + requests.tenant + "/unaccounted";

    assertThat(get(path).path("unended").asInt()).isZero();
    var late = get(path + "?late=PT0S");
    assertThat(late.path("unended").asInt()).as(late.toString()).isEqualTo(2);
    assertThat(late.path("hours")).hasSize(1);
    assertThat(late.path("hours").path(0).path("messages").toString())
        .contains(messages.get(1), messages.get(2))
        .doesNotContain(messages.get(0));
  }

  private String outbound() {
    ledger.registerInbound(requests.by(new Person(null, null, "4477009001", null, null), "first"));
    var message =
        ledger
            .registerReply(requests.reply("4477009001", "answer", 1))
            .messages()
            .getFirst()
            .id()
            .value();
    ledger.beginDelivery(message, requests.intent());
    return message;
  }

  @Test
  void unknownOutcomeIsParkedUntilItsStatusArrives() {
    var message = outbound();
    ledger.recordOutcome(message, requests.outcome(Status.UNCERTAIN, null));
    ledger.park(parked("ada", 0, Reason.OUTCOME_UNKNOWN, message));
    assertThat(statusOf(message)).isEqualTo("UNCERTAIN");
    assertThat(get("/api/v1/tenants/" + requests.tenant + "/parked").path("items")).hasSize(1);

    ledger.applyStatus(requests.statusUpdate("wamid", message, Status.SENT));

    assertThat(statusOf(message)).isEqualTo("SENT");
    assertThat(get("/api/v1/tenants/" + requests.tenant + "/parked").path("items")).isEmpty();
    var replay = post("/api/v1/tenants/" + requests.tenant + "/parked/replay", "{\"all\":true}");
    assertThat(replay.path("replayed").asInt()).isZero();
  }

  @Test
  void doesNotParkAnUnknownOutcomeAfterItsStatus() {
    var message = outbound();
    ledger.recordOutcome(message, requests.outcome(Status.UNCERTAIN, null));
    ledger.applyStatus(requests.statusUpdate("wamid", message, Status.DELIVERED));

    ledger.park(parked("ada", 0, Reason.OUTCOME_UNKNOWN, message));

    assertThat(get("/api/v1/tenants/" + requests.tenant + "/parked").path("items")).isEmpty();
  }

  @Test
  void parksADeskMessageWithUnknownOutcome() {
    var message = inbound(1).getFirst();
    ledger.beginDelivery(message, requests.intent());
    ledger.recordOutcome(message, requests.outcome(Status.RECEIVED, null));

    ledger.park(parked("ada", 0, Reason.OUTCOME_UNKNOWN, message));

    assertThat(statusOf(message)).isEqualTo("PARKED");
    post("/api/v1/tenants/" + requests.tenant + "/parked/replay", "{\"all\":true}");
    assertThat(waiting("ada")).hasSize(1);
    assertThat(ledger.beginDelivery(message, requests.intent()).go()).isEqualTo(Ledger.Begun.Go.GO);
  }

  @Test
  void parksAReceiptWithUnknownOutcome() {
    ledger.park(parked("ada", 0, Reason.OUTCOME_UNKNOWN, null));

    assertThat(get("/api/v1/tenants/" + requests.tenant + "/parked").path("items")).hasSize(1);
  }

  @Test
  void replaySendsAnUnknownOutcomeAgain() {
    var message = outbound();
    assertThat(ledger.beginDelivery(message, requests.intent()).go())
        .isEqualTo(Ledger.Begun.Go.UNCERTAIN);
    ledger.park(parked("ada", 0, Reason.OUTCOME_UNKNOWN, message));

    post(
        "/api/v1/tenants/" + requests.tenant + "/parked/replay",
        "{\"reason\":\"OUTCOME_UNKNOWN\"}");

    assertThat(ledger.beginDelivery(message, requests.intent()).go()).isEqualTo(Ledger.Begun.Go.GO);
  }
}
