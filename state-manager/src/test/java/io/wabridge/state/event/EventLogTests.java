package io.wabridge.state.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.state.StateTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** Every change of a conversation is an event, and events have positions without gaps. */
class EventLogTests extends StateTest {

  @Autowired TransactionOperations transactions;

  private final String waId = "44" + Math.abs(Ids.next().hashCode());
  private final Person person = Person.ofWaId(waId);

  private String events(String query) {
    return "/api/v1/tenants/" + requests.tenant + "/events" + query;
  }

  private List<String> types() {
    return texts(get(events("?limit=500")).path("items"), "type");
  }

  private void awaitTypes(String... types) {
    await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(types()).containsExactly(types));
  }

  @Test
  void tellsWhatHappensToAMessageOfThePerson() {
    var arrived = ledger.registerInbound(requests.by(person, "a"));
    var message = arrived.message().value();
    ledger.beginDelivery(message, requests.intent());
    ledger.recordOutcome(message, requests.delivered(null));
    ledger.registerInbound(requests.by(person, "a"));

    awaitTypes("conversation.created", "message.created", "message.status");
    var items = get(events("")).path("items");
    var created = items.get(1).path("data").path("message");
    assertThat(created.path("id").asString()).isEqualTo(message);
    assertThat(created.path("conversationId").asString()).isEqualTo(arrived.conversation().value());
    assertThat(created.path("direction").asString()).isEqualTo("inbound");
    assertThat(created.path("from").path("phone").asString()).isEqualTo("+" + waId);
    assertThat(created.path("deskId").asString()).isEqualTo(requests.desk.value());
    assertThat(created.has("text")).isFalse();
    var status = items.get(2).path("data");
    assertThat(status.path("messageId").asString()).isEqualTo(message);
    assertThat(status.path("status").asString()).isEqualTo("delivered");
  }

  @Test
  void tellsWhyAnAgentsMessageFailed() {
    ledger.registerInbound(requests.by(person, "a"));
    var reply = ledger.registerReply(requests.reply(waId, "r", 1)).messages().getFirst();
    ledger.beginDelivery(reply.id().value(), requests.intent());
    ledger.recordOutcome(reply.id().value(), requests.outcome(Status.ACCEPTED, "w"));
    ledger.applyStatus(requests.statusUpdate("w", reply.id().value(), Status.FAILED));

    awaitTypes(
        "conversation.created",
        "message.created",
        "message.created",
        "message.status",
        "message.status");
    var items = get(events("?types=message.status")).path("items");
    assertThat(texts(items, "position")).containsExactly("4", "5");
    var failed = items.get(1).path("data");
    assertThat(failed.path("direction").asString()).isEqualTo("outbound");
    assertThat(failed.path("status").asString()).isEqualTo("failed");
    assertThat(failed.path("reason").path("code").asString()).isEqualTo("NOT_ON_WHATSAPP");
  }

  @Test
  void tellsThatAConversationMovesToAnotherDesk() {
    var first = ledger.registerInbound(requests.by(person, "a"));
    var moved = ledger.registerInbound(requests.to(new DeskId(Ids.next()), person, "b"));

    awaitTypes(
        "conversation.created",
        "message.created",
        "conversation.closed",
        "conversation.created",
        "message.created");
    var items = get(events("?conversation=" + first.conversation())).path("items");
    assertThat(texts(items, "type"))
        .containsExactly("conversation.created", "message.created", "conversation.closed");
    ledger.registerInbound(requests.by(person, "c"));
    await().atMost(10, TimeUnit.SECONDS).until(() -> types().contains("conversation.reopened"));
    assertThat(moved.conversation()).isNotEqualTo(first.conversation());
  }

  @Test
  void tellsThatTwoConversationsAreOfOnePerson() {
    var byNumber = ledger.registerInbound(requests.by(person, "a"));
    var byId = ledger.registerInbound(requests.by(Person.ofBsuid("GB." + waId), "b"));
    ledger.registerInbound(requests.by(new Person("GB." + waId, null, waId, null, null), "c"));

    await().atMost(10, TimeUnit.SECONDS).until(() -> types().contains("conversation.merged"));
    var merged = get(events("?types=conversation.merged")).path("items").get(0).path("data");
    assertThat(List.of(byNumber.conversation().value(), byId.conversation().value()))
        .contains(merged.path("conversationId").asString(), merged.path("continuesIn").asString());
  }

  @Test
  void anEventIsLostWithItsChangeOnly() {
    ledger.registerInbound(requests.by(person, "a"));
    transactions.executeWithoutResult(transaction -> {
      insert(Ids.next());
      transaction.setRollbackOnly();
    });
    ledger.registerInbound(requests.by(person, "b"));

    awaitTypes("conversation.created", "message.created", "message.created");
  }

  private void insert(String id) {
    db.sql(
            """
            insert into message_tracking (id, tenant_id, conversation_id, channel_id, desk_id,
              direction, kind, meta_message_id, status, said_at, accepted_at)
            select :id, tenant_id, conversation_id, channel_id, desk_id, 'INBOUND', 'text',
              :id, 'RECEIVED', now(), now()
            from conversation_mappings where tenant_id = :tenant limit 1
            """)
        .param("id", id)
        .param("tenant", requests.tenant.value())
        .update();
  }

  /** Eight writers, some of whose transactions last, while a reader follows. */
  @Test
  void positionsHaveNoGapAndAReaderMissesNothing() throws Exception {
    ledger.registerInbound(requests.by(person, "first"));
    var seen = new ArrayList<Long>();
    var written = 8 * 60;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var writer = 0; writer < 8; writer++) {
        var number = writer;
        threads.submit(() -> {
          for (var n = 0; n < 60; n++) {
            var id = Ids.next();
            var lasts = n % 10 == number % 10;
            transactions.executeWithoutResult(_ -> {
              insert(id);
              if (lasts) {
                pause(30);
              }
            });
          }
          return null;
        });
      }
      while (seen.size() < written + 2) {
        var last = seen.isEmpty() ? 0 : seen.getLast();
        var page = get(events("?limit=500&after=" + last));
        page.path("items").forEach(item -> seen.add(item.path("position").asLong()));
        assertThat(page.path("next").asString())
            .isEqualTo(String.valueOf(seen.isEmpty() ? 0 : seen.getLast()));
      }
    }

    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, written + 2).boxed().toList());
    assertThat(
            db.sql(
                    """
                    select count(distinct message_id) from conversation_events
                    where tenant_id = :tenant and type = 'message.created'
                    """)
                .param("tenant", requests.tenant.value())
                .query(Integer.class)
                .single())
        .isEqualTo(written + 1);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesParametersThatItDoesNotUnderstand() {
    assertThat(ask(events("?types=message.gone")).statusCode()).isEqualTo(400);
    assertThat(ask(events("?types=message.gone")).body()).contains("types", "message.created");
    assertThat(ask(events("?after=x")).body()).contains("after must be");
    assertThat(ask(events("?after=1&cursor=1")).statusCode()).isEqualTo(400);
    assertThat(ask(events("?after=1")).statusCode()).isEqualTo(410);
  }
}
