package io.wabridge.state.parked;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.lane.Parking;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.state.StateTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Bulk actions on parked messages, and which mistakes are refused. */
class ParkedApiTests extends StateTest {

  private static final String PERSON = "4477009001";

  private final String stage = "test-" + Ids.next();
  private String path;

  @BeforeEach
  void path() {
    path = "/api/v1/tenants/" + requests.tenant + "/parked";
  }

  private String inbound(String name) {
    return ledger
        .registerInbound(requests.by(new Person(null, null, PERSON, null, null), name))
        .message()
        .value();
  }

  private String outbound() {
    inbound("first");
    return ledger
        .registerReply(requests.reply(PERSON, "answer", 1))
        .messages()
        .getFirst()
        .id()
        .value();
  }

  private void park(String name, Reason reason, String message) {
    ledger.park(
        new Parking.Parked(
            requests.tenant.value(),
            stage,
            stage + ".0",
            "message.inbound.v1",
            reason,
            "no answer",
            9,
            message,
            "way",
            "ada",
            name,
            "{\"payload\":{\"id\":\"" + name + "\"}}"));
  }

  private String parkedMessage(String name) {
    var message = inbound(name);
    park(name, Reason.UNAVAILABLE, message);
    return message;
  }

  private int parked() {
    return get(path).path("items").size();
  }

  private static void assertRefused(JsonNode answer, String... words) {
    assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.path("detail").asString()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({"discard,reasn", "replay,messageid", "restore,reasn", "discard,dryrun"})
  void refusesAMisspeltFilter(String action, String field) {
    parkedMessage("a");

    for (var there : new String[] {"/api/v1/parked/", path + "/"}) {
      var answer =
          post(
              there + action,
              "{\"stage\":\"" + stage + "\",\"" + field + "\":\"x\",\"why\":\"test\"}");
      assertRefused(answer, "The field " + field + " is unknown", "messageId, reason, since");
    }

    assertThat(parked()).isEqualTo(1);
  }

  @Test
  void refusesAMisspeltFilterOfAList() {
    parkedMessage("a");

    assertRefused(get(path + "?reasn=X"), "The query parameter reasn is unknown", "messageId");
    assertRefused(get("/api/v1/messages?status=FAILED"), "The query parameter status is unknown");
    assertThat(get(path + "?reason=UNAVAILABLE&limit=1").path("items")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"discard", "replay", "restore"})
  void refusesAFilterForASingleMessage(String action) {
    parkedMessage("a");
    var id = get(path).path("items").path(0).path("id").asString();

    var answer = post(path + "/" + id + "/" + action, "{\"why\":\"test\",\"dryRun\":true}");

    assertRefused(
        answer, action.equals("discard") ? "The field dryRun is unknown" : "takes no body");
    assertThat(parked()).isEqualTo(1);
  }

  @Test
  void discardNeedsAFilterOrAll() {
    parkedMessage("a");
    parkedMessage("b");

    for (var there : new String[] {"/api/v1/parked/discard", path + "/discard"}) {
      assertRefused(post(there, "{\"why\":\"test\"}"), "\"all\": true");
      assertRefused(post(there, "{\"why\":\"test\",\"reason\":null,\"all\":false}"), "filter");
      assertRefused(
          post(there, "{\"why\":\"test\",\"stage\":\"" + stage + "\",\"all\":true}"), "not both");
    }
    assertThat(parked()).isEqualTo(2);

    var done = post(path + "/discard", "{\"why\":\"test\",\"all\":true}");
    assertThat(done.path("discarded").asInt()).as(done.toString()).isEqualTo(2);
    assertThat(parked()).isZero();
  }

  @Test
  void replayNeedsAFilterOrAll() {
    parkedMessage("a");

    assertRefused(post("/api/v1/parked/replay", "{}"), "\"all\": true");
    assertRefused(post(path + "/replay", "{\"dryRun\":true}"), "\"all\": true");
    assertThat(parked()).isEqualTo(1);

    assertThat(post(path + "/replay", "{\"all\":true}").path("replayed").asInt()).isEqualTo(1);
  }

  @Test
  void refusesADifferentTenantInTheBody() {
    parkedMessage("a");

    assertRefused(
        post(path + "/discard", "{\"why\":\"test\",\"tenantId\":\"" + Ids.next() + "\"}"),
        "tenantId");
    assertThat(parked()).isEqualTo(1);
  }

  @Test
  void discardDryRunOnlyCounts() {
    var message = parkedMessage("a");
    parkedMessage("b");
    var order = "{\"stage\":\"" + stage + "\",\"why\":\"test\"";

    var dry = post("/api/v1/parked/discard", order + ",\"dryRun\":true}");

    assertThat(dry.path("dryRun").asBoolean()).as(dry.toString()).isTrue();
    assertThat(dry.path("matched").asInt()).isEqualTo(2);
    assertThat(dry.path("discarded").asInt()).isZero();
    assertThat(parked()).isEqualTo(2);
    assertThat(statusOf(message)).isEqualTo("PARKED");
    var done = post("/api/v1/parked/discard", order + "}");
    assertThat(done.path("matched").asInt()).isEqualTo(2);
    assertThat(done.path("discarded").asInt()).isEqualTo(2);
  }

  @Test
  void restoreRevertsABulkDiscard() {
    var message = parkedMessage("a");
    parkedMessage("b");
    var order = "{\"stage\":\"" + stage + "\"";
    post(path + "/discard", order + ",\"why\":\"a mistake\"}");
    assertThat(statusOf(message)).isEqualTo("FAILED");

    var dry = post(path + "/restore", order + ",\"dryRun\":true}");
    assertThat(dry.path("matched").asInt()).as(dry.toString()).isEqualTo(2);
    assertThat(dry.path("restored").asInt()).isZero();
    assertThat(parked()).isZero();
    var done = post(path + "/restore", order + "}");
    assertThat(done.path("restored").asInt()).as(done.toString()).isEqualTo(2);

    assertThat(statusOf(message)).isEqualTo("PARKED");
    assertThat(get(path).path("items").path(0).has("settled")).isFalse();
    assertThat(texts(get("/api/v1/messages/" + message + "/trace").path("hops"), "outcome"))
        .contains("discarded", "restored");
    assertThat(post(path + "/restore", order + "}").path("restored").asInt()).isZero();
    assertThat(post(path + "/replay", order + "}").path("replayed").asInt()).isEqualTo(2);
    assertThat(statusOf(message)).isEqualTo("RECEIVED");
    assertThat(holding.waiting(stage, "ada")).hasSize(2);
  }

  @Test
  void restoreRevertsASingleDiscard() {
    parkedMessage("a");
    parkedMessage("b");
    var id = get(path).path("items").path(0).path("id").asString();
    post(path + "/discard", "{\"all\":true,\"why\":\"a mistake\"}");

    assertThat(post("/api/v1/parked/" + id + "/restore", "").path("restored").asInt()).isEqualTo(1);

    assertThat(texts(get(path).path("items"), "id")).containsExactly(id);
    assertThat(post("/api/v1/parked/" + Ids.next() + "/restore", "").path("status").asInt())
        .isEqualTo(404);
  }

  @Test
  void restoreKeepsAnUnknownOutcomeAndNotifiesTheDeskAgain() {
    var message = outbound();
    ledger.beginDelivery(message, requests.intent());
    ledger.recordOutcome(message, requests.outcome(Status.UNCERTAIN, null));
    park("a", Reason.OUTCOME_UNKNOWN, message);
    post(path + "/discard", "{\"all\":true,\"why\":\"a mistake\"}");
    ledger.markDeskNotified(message, new Ledger.DeskNotified(requests.tenant, Status.FAILED));

    post(path + "/restore", "{\"all\":true}");

    assertThat(statusOf(message)).isEqualTo("UNCERTAIN");
    assertThat(
            ledger
                .applyStatus(requests.statusUpdate("wamid-" + stage, message, Status.DELIVERED))
                .forDesk())
        .isNotNull();
    assertThat(parked()).isZero();
  }

  @Test
  void restoredMessageGetsTheReceiptOfItsNewOutcome() {
    var message = outbound();
    ledger.beginDelivery(message, requests.intent());
    park("a", Reason.UNAVAILABLE, message);
    db.sql("update parked set state = 'DISCARDED' where message_id = :id")
        .param("id", message)
        .update();
    ledger.applyStatus(requests.statusUpdate("wamid-" + stage, message, Status.FAILED, "first"));
    ledger.markDeskNotified(message, new Ledger.DeskNotified(requests.tenant, Status.FAILED));
    post(path + "/restore", "{\"all\":true}");

    assertThat(statusOf(message)).isEqualTo("PARKED");
    assertThat(
            ledger
                .applyStatus(requests.statusUpdate("wamid-" + stage, message, Status.DELIVERED))
                .forDesk())
        .isNotNull();
  }

  @Test
  void doesNotRestoreAnEnvelopeThatIsParkedAgain() {
    parkedMessage("a");
    post(path + "/discard", "{\"all\":true,\"why\":\"a mistake\"}");
    park("a", Reason.UNAVAILABLE, inbound("a"));

    var done = post(path + "/restore", "{\"all\":true}");

    assertThat(done.path("restored").asInt()).as(done.toString()).isZero();
    assertThat(done.path("notRestorable").asInt()).isEqualTo(1);
    assertThat(parked()).isEqualTo(1);
  }

  @Test
  void doesNotRestoreADeletedMessage() {
    var message = parkedMessage("a");
    post(path + "/discard", "{\"all\":true,\"why\":\"a mistake\"}");
    db.sql("delete from message_tracking where id = :id").param("id", message).update();

    var done = post(path + "/restore", "{\"all\":true}");

    assertThat(done.path("matched").asInt()).as(done.toString()).isEqualTo(1);
    assertThat(done.path("notRestorable").asInt()).isEqualTo(1);
    assertThat(parked()).isZero();
  }
}
