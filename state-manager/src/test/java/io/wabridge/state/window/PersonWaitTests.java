package io.wabridge.state.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.ConversationRegistry;
import io.wabridge.kit.client.Ledger.Begun;
import io.wabridge.kit.client.Ledger.Begun.Go;
import io.wabridge.kit.client.Ledger.DeskNotified;
import io.wabridge.kit.client.PersonWaits;
import io.wabridge.kit.client.PersonWaits.Answer;
import io.wabridge.kit.client.Reply;
import io.wabridge.kit.lane.Holding;
import io.wabridge.kit.lane.Lanes;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.state.StateTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;

/** Replies outside of the 24-hour window wait until the person writes, or fail; each once. */
class PersonWaitTests extends StateTest {

  private static final Duration LONGEST = Duration.ofHours(72);
  private static final Instant YESTERDAY = Instant.now().minus(Duration.ofHours(30));

  private final String waId = "44" + Math.abs(Ids.next().hashCode());
  private final Person person = Person.ofWaId(waId);

  private ConversationId late() {
    return ledger
        .registerInbound(requests.by(person, requests.channel, "old", null, true, YESTERDAY))
        .conversation();
  }

  private Reply.Located reply(String id) {
    return ledger.registerReply(requests.reply(waId, id, 1));
  }

  private Answer order(Reply.Located reply, String cause) {
    return order(reply, cause, true);
  }

  private Answer order(Reply.Located reply, String cause, boolean template) {
    return client(PersonWaits.class)
        .place(
            new PersonWaits.Order(
                requests.tenant,
                reply.conversation().id(),
                reply.lane(),
                new ExternalId(cause),
                reply.messages().stream().map(Reply.Registered::id).toList(),
                template ? new Reply.Part("template", "Please write", null) : null,
                LONGEST));
  }

  private static String id(Reply.Located reply) {
    return reply.messages().getFirst().id().value();
  }

  private static MessageId template(Answer answer) {
    return answer.template().id();
  }

  private Begun begin(String message) {
    return ledger.beginDelivery(message, requests.intent());
  }

  private void writes(String id) {
    ledger.registerInbound(requests.by(person, id));
  }

  /** The time set for the channel is over. */
  private void timePasses() {
    db.sql(
            "update person_waits set ends_at = now() - interval '1 second' where tenant_id = :tenant")
        .param("tenant", requests.tenant.value())
        .update();
  }

  private void awaitState(WaitState state) {
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() ->
            db.sql("select state from person_waits where tenant_id = :tenant")
                .param("tenant", requests.tenant.value())
                .query(String.class)
                .list()
                .equals(List.of(state.name())));
  }

  @Test
  void repliesWaitAndOneTemplateIsSent() {
    late();
    var first = reply("a");
    var second = reply("b");
    assertThat(first.windowOpen()).isFalse();

    var begun = order(first, "a");
    var joined = order(second, "b");

    assertThat(begun.state()).isEqualTo(Answer.State.WAITING);
    assertThat(begun.until())
        .isBetween(
            Instant.now().plus(LONGEST).minusSeconds(60),
            Instant.now().plus(LONGEST).plusSeconds(60));
    assertThat(joined.state()).isEqualTo(Answer.State.WAITING);
    assertThat(joined.template()).isNull();
    assertThat(begin(template(begun).value()).go()).isEqualTo(Go.GO);
    assertThat(begin(id(first)).go()).isEqualTo(Go.AWAITS);
    assertThat(begin(id(second)).go()).isEqualTo(Go.AWAITS);
    assertThat(begin(id(second)).until()).isEqualTo(joined.until());
  }

  @Test
  void aRepeatedOrderSendsTheSameTemplate() {
    late();
    var reply = reply("a");
    var first = order(reply, "a");
    assertThat(order(reply, "a").template()).isEqualTo(first.template());
    begin(template(first).value());
    ledger.recordOutcome(template(first).value(), requests.outcome(Status.ACCEPTED, "t"));
    assertThat(order(reply, "a").template().status()).isEqualTo(Status.ACCEPTED);
  }

  @Test
  void thePersonsMessageSendsThem() {
    late();
    var first = reply("a");
    order(first, "a");
    var second = reply("b");
    order(second, "b");

    writes("answer");

    awaitState(WaitState.ANSWERED);
    assertThat(begin(id(first)).go()).isEqualTo(Go.GO);
    assertThat(begin(id(second)).go()).isEqualTo(Go.GO);
    ledger.recordOutcome(id(first), requests.outcome(Status.ACCEPTED, "1"));
    assertThat(begin(id(first)).go()).isEqualTo(Go.DONE);
  }

  @Test
  void aTemplateThatIsLateIsNotSentAfterTheAnswer() {
    late();
    var reply = reply("a");
    var template = template(order(reply, "a")).value();
    writes("answer");

    assertThat(begin(template).go()).isEqualTo(Go.DONE);
    assertThat(statusOf(template)).isEqualTo("FAILED");
    assertThat(begin(id(reply)).go()).isEqualTo(Go.GO);
  }

  @Test
  void aCallOpensTheWindowAndALateMessageDoesNot() {
    late();
    var reply = reply("a");
    order(reply, "a");
    ledger.registerInbound(
        requests.by(person, requests.channel, "late", null, true, YESTERDAY.plusSeconds(60)));
    ledger.registerInbound(
        requests.by(person, requests.channel, "echo", null, false, Instant.now()));
    assertThat(begin(id(reply)).go()).isEqualTo(Go.AWAITS);

    ledger.registerInbound(call());

    assertThat(begin(id(reply)).go()).isEqualTo(Go.GO);
  }

  /** A call is a notice that opens the window. */
  private Arrival call() {
    var arrival = requests.by(person, "call");
    return new Arrival(
        arrival.tenant(),
        arrival.channel(),
        arrival.desk(),
        arrival.person(),
        arrival.externalId(),
        "notice",
        arrival.excerpt(),
        null,
        true,
        arrival.saidAt(),
        arrival.acceptedAt());
  }

  @Test
  void withoutAnAnswerTheyFailAndTheDeskIsTold() {
    late();
    var first = reply("a");
    order(first, "a");
    var second = reply("b");
    order(second, "b");
    timePasses();
    awaitState(WaitState.EXPIRED);

    var begun = begin(id(first));
    assertThat(begun.go()).isEqualTo(Go.DONE);
    assertThat(begun.forDesk().status()).isEqualTo(Status.FAILED);
    assertThat(begun.forDesk().reason()).isEqualTo(Reason.PERSON_SILENT);
    assertThat(begin(id(first)).forDesk().externalId()).isEqualTo(begun.forDesk().externalId());
    ledger.markDeskNotified(id(first), new DeskNotified(requests.tenant, Status.FAILED));
    assertThat(begin(id(first)).forDesk()).isNull();

    writes("too late");
    assertThat(begin(id(second)).forDesk().reason()).isEqualTo(Reason.PERSON_SILENT);
    assertThat(statusOf(id(second))).isEqualTo("FAILED");
  }

  @Test
  void theWindowMayOpenBeforeTheOrder() {
    late();
    var reply = reply("a");
    writes("answer");
    assertThat(order(reply, "a").state()).isEqualTo(Answer.State.OPEN);
    assertThat(begin(id(reply)).go()).isEqualTo(Go.GO);
  }

  @Test
  void withoutATemplateOnlyAWaitThatHasBegunIsJoined() {
    late();
    var reply = reply("a");
    assertThat(order(reply, "a", false).state()).isEqualTo(Answer.State.NONE);
    order(reply, "a");
    assertThat(order(reply("b"), "b", false).state()).isEqualTo(Answer.State.WAITING);
  }

  @Test
  void aTemplateThatFailsEndsTheWaitWithItsReason() {
    late();
    var reply = reply("a");
    var template = template(order(reply, "a")).value();
    begin(template);
    ledger.recordOutcome(template, requests.outcome(Status.ACCEPTED, "t"));
    assertThat(begin(id(reply)).go()).isEqualTo(Go.AWAITS);

    var applied = ledger.applyStatus(requests.statusUpdate("t", template, Status.FAILED));

    assertThat(applied.forDesk()).isNull();
    var begun = begin(id(reply));
    assertThat(begun.go()).isEqualTo(Go.DONE);
    assertThat(begun.forDesk().reason()).isEqualTo(Reason.NOT_ON_WHATSAPP);
  }

  @Test
  void afterAWaitANewOneSendsATemplateAgain() {
    late();
    var first = reply("a");
    var template = template(order(first, "a"));
    timePasses();
    awaitState(WaitState.EXPIRED);

    var second = reply("b");
    var again = order(second, "b");

    assertThat(template(again)).isNotEqualTo(template);
    assertThat(begin(id(first)).forDesk().reason()).isEqualTo(Reason.PERSON_SILENT);
    assertThat(begin(id(second)).go()).isEqualTo(Go.AWAITS);
  }

  /** Both replies share one fate, whichever comes first. */
  @RepeatedTest(8)
  void aMessageAtTheSameMomentAsTheEndOfTheTime() throws Exception {
    late();
    var first = reply("a");
    order(first, "a");
    var second = reply("b");
    order(second, "b");
    db.sql(
            """
            update person_waits set ends_at = clock_timestamp() + interval '30 milliseconds'
            where tenant_id = :tenant
            """)
        .param("tenant", requests.tenant.value())
        .update();
    try (var threads = Executors.newFixedThreadPool(3)) {
      threads.submit(() -> writes("answer"));
      threads.submit(this::expire);
      threads.submit(this::expire).get();
    }
    await().atMost(10, TimeUnit.SECONDS).until(() -> begin(id(first)).go() != Go.AWAITS);
    var failed = statusOf(id(first)).equals("FAILED");
    assertThat(begin(id(second)).go()).isEqualTo(failed ? Go.DONE : Go.GO);
    assertThat(statusOf(id(second)).equals("FAILED")).isEqualTo(failed);
    assertThat(begin(id(second)).go()).isNotEqualTo(Go.GO);
  }

  private void expire() {
    db.sql(
            """
            update person_waits set state = 'EXPIRED', ended_at = now()
            where state = 'WAITING' and ends_at <= clock_timestamp() and tenant_id = :tenant
            """)
        .param("tenant", requests.tenant.value())
        .update();
  }

  @Test
  void twoAgentsAtTheSameTimeSendOneTemplate() throws Exception {
    late();
    var replies = new ArrayList<Reply.Located>();
    for (var i = 0; i < 6; i++) {
      replies.add(reply("r" + i));
    }
    var answers = new ArrayList<Answer>();
    try (var threads = Executors.newFixedThreadPool(6)) {
      var running =
          replies.stream().map(reply -> threads.submit(() -> order(reply, id(reply)))).toList();
      for (var one : running) {
        answers.add(one.get());
      }
    }
    assertThat(answers).allMatch(answer -> answer.state() == Answer.State.WAITING);
    assertThat(answers).filteredOn(answer -> answer.template() != null).hasSize(1);
  }

  @Test
  void goesOnAfterAHandover() {
    var conversation = late();
    var reply = reply("a");
    order(reply, "a");
    var other = new DeskId(Ids.next());
    client(ConversationRegistry.class)
        .handOver(
            conversation.value(),
            new ConversationRegistry.Handover(requests.tenant, other, "event", Instant.now()));
    assertThat(begin(id(reply)).go()).isEqualTo(Go.AWAITS);

    var there = ledger.registerReply(requests.reply(other, waId, null, "b", 1));
    assertThat(there.lane()).isEqualTo(reply.lane());
    assertThat(order(there, "b").template()).isNull();

    ledger.registerInbound(requests.to(other, person, "answer"));
    assertThat(begin(id(reply)).go()).isEqualTo(Go.GO);
    assertThat(begin(id(there)).go()).isEqualTo(Go.GO);
  }

  @Test
  void isVisible() {
    var conversation = late();
    var path = "/api/v1/tenants/" + requests.tenant + "/conversations/" + conversation;
    assertThat(get(path).has("waitingForPersonUntil")).isFalse();
    var reply = reply("a");
    var until = order(reply, "a").until();

    assertThat(Instant.parse(get(path).path("waitingForPersonUntil").asString())).isEqualTo(until);
    assertThat(get(path).has("waitingForPersonSince")).isTrue();
    var trace = get("/api/v1/messages/" + id(reply) + "/trace").path("message");
    assertThat(trace.path("status").asString()).isEqualTo("RECEIVED");
    assertThat(trace.path("reason").asString()).isEqualTo("AWAITING_PERSON");
    assertThat(trace.path("detail").asString()).contains("waiting for the person");

    writes("answer");
    assertThat(get(path).has("waitingForPersonUntil")).isFalse();
    await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(() ->
            assertThat(
                    texts(
                        get("/api/v1/tenants/" + requests.tenant + "/events").path("items"),
                        "type"))
                .contains("conversation.waiting", "conversation.waiting_ended"));
    var ended =
        get("/api/v1/tenants/" + requests.tenant + "/events?types=conversation.waiting_ended")
            .path("items")
            .get(0)
            .path("data");
    assertThat(ended.path("outcome").asString()).isEqualTo("answered");
  }

  @Test
  void heldConversationsAreDueWhenTheWaitIsOver() {
    late();
    var reply = reply("a");
    order(reply, "a");
    var reader = "test-" + Ids.next();
    hold(reader, reply);
    db.sql(
            """
            update held set held_at = now() - interval '40 hours' where reader = :reader
            """)
        .param("reader", reader)
        .update();

    await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(8)).until(() -> !due(reader));
    writes("answer");
    await().atMost(5, TimeUnit.SECONDS).until(() -> due(reader));
    assertThat(holding.waiting(reader, reply.lane()).getFirst().heldAt())
        .isAfter(Instant.now().minusSeconds(60));
  }

  private boolean due(String reader) {
    return db.sql("select next_try_at <= now() from held_conversations where reader = :reader")
        .param("reader", reader)
        .query(Boolean.class)
        .single();
  }

  private void hold(String reader, Reply.Located reply) {
    holding.hold(
        new Holding.Held(
            reader,
            reply.lane(),
            Lanes.hash(reply.lane()),
            requests.tenant.value(),
            "message.outbound.v1",
            "m:" + id(reply),
            "way",
            id(reply),
            Reason.AWAITING_PERSON,
            "waiting for the person",
            1,
            Duration.ofHours(72),
            "{}"));
  }

  @Test
  void anAdvertisementMakesMessagesFreeForThreeDaysAfterTheAnswer() {
    var at = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MICROS);
    var conversation =
        ledger
            .registerInbound(
                requests
                    .by(person, requests.channel, "click", null, true, at)
                    .fromAdvertisement(true))
            .conversation();
    var path = "/api/v1/tenants/" + requests.tenant + "/conversations/" + conversation;
    assertThat(get(path).has("freeUntil")).isFalse();

    var reply = reply("a");
    begin(id(reply));
    ledger.recordOutcome(id(reply), requests.outcome(Status.ACCEPTED, "1"));

    assertThat(Instant.parse(get(path).path("freeUntil").asString()))
        .isBetween(
            Instant.now().plus(LONGEST).minusSeconds(60),
            Instant.now().plus(LONGEST).plusSeconds(60));
    assertThat(Instant.parse(get(path).path("windowClosesAt").asString()))
        .isEqualTo(at.plus(Duration.ofHours(24)));
  }

  @Test
  void anotherTenantsConversationIsNotKnown() {
    late();
    var reply = reply("a");
    var order =
        new PersonWaits.Order(
            new TenantId(Ids.next()),
            reply.conversation().id(),
            reply.lane(),
            new ExternalId("a"),
            List.of(new MessageId(id(reply))),
            new Reply.Part("template", "Please write", null),
            LONGEST);
    assertThatThrownBy(() -> client(PersonWaits.class).place(order))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
  }
}
