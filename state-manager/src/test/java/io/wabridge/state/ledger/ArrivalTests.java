package io.wabridge.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.state.LedgerRequests;
import io.wabridge.state.StateTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Registers messages of persons: finds the person and the conversation, and recognizes repeats. */
class ArrivalTests extends StateTest {

  @Autowired StringRedisTemplate redis;

  private final String bsuid = "GB." + Ids.next();
  private final String waId = "44" + Math.abs(bsuid.hashCode());

  @Test
  void abuse04_registersARepeatedWebhookOnce() {
    var first = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var second = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    ledger.beginDelivery(first.message().value(), requests.intent());
    ledger.recordOutcome(first.message().value(), requests.outcome(Status.DELIVERED, "desk"));
    var third = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));

    assertThat(first.status()).isEqualTo(Status.RECEIVED);
    assertThat(second).isEqualTo(first);
    assertThat(third.message()).isEqualTo(first.message());
    assertThat(third.status()).isEqualTo(Status.DELIVERED);
  }

  @Test
  void abuse04_registersConcurrentRepeatsOfAWebhookOnce() throws Exception {
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      var located =
          all
              .invokeAll(
                  IntStream.range(0, 20)
                      .mapToObj(_ ->
                          (Callable<Object>)
                              () -> {
                                var one =
                                    ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
                                return one.message() + " " + one.conversation();
                              })
                      .toList())
              .stream()
              .map(future -> future.resultNow())
              .distinct();
      assertThat(located).hasSize(1);
    }
  }

  private Arrival noted(String id, String kind, boolean opensWindow, String note) {
    var one = requests.by(Person.ofWaId(waId), id);
    return new Arrival(
        one.tenant(),
        one.channel(),
        one.desk(),
        one.person(),
        one.externalId(),
        kind,
        null,
        null,
        opensWindow,
        one.saidAt(),
        one.acceptedAt(),
        note,
        null,
        null,
        null);
  }

  @Test
  void theTraceSaysWhereAMessageCameFrom() {
    ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var located = ledger.registerInbound(noted("b", "text", true, "came from ad 1202"));
    var plain = ledger.registerInbound(requests.by(Person.ofWaId(waId), "c"));

    assertThat(texts(get(trace(located)).path("hops"), "detail")).contains("came from ad 1202");
    assertThat(texts(get(trace(plain)).path("hops"), "detail")).containsOnly("");
  }

  private static String trace(Arrival.Located located) {
    return "/api/v1/messages/" + located.message() + "/trace";
  }

  @Test
  void aCallOpensTheWindowAndIsNothingToMarkAsRead() {
    var first = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var conversation = first.conversation().value();
    db.sql(
            "update conversation_mappings set last_inbound_at = now() - interval '2 days' where"
                + " conversation_id = :id")
        .param("id", conversation)
        .update();
    ledger.registerInbound(noted("call", "notice", true, null));

    assertThat(
            db.sql(
                    """
                    select last_inbound_id || case when last_inbound_at > now() - interval '1 hour'
                      then ' open' else ' closed' end
                    from conversation_mappings where conversation_id = :id
                    """)
                .param("id", conversation)
                .query(String.class)
                .single())
        .isEqualTo("a" + requests.unique + " open");
  }

  @Test
  void findsThePersonByAnyId() {
    var byNumber = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var byBoth =
        ledger.registerInbound(
            requests.by(new Person(bsuid, null, waId, "ada", "Ada Lovelace"), "b"));
    var byBsuid = ledger.registerInbound(requests.by(Person.ofBsuid(bsuid), "c"));

    assertThat(byBoth.conversation()).isEqualTo(byNumber.conversation());
    assertThat(byBsuid.conversation()).isEqualTo(byNumber.conversation());
    assertThat(byBsuid.deskAddress()).isEqualTo(byNumber.deskAddress()).isEqualTo(waId);
    assertThat(byBsuid.person().waId()).isEqualTo(waId);
    assertThat(byBsuid.person().name()).isEqualTo("Ada Lovelace");
  }

  @Test
  void acceptsMessagesOfAPersonWithTwoConversations() {
    var byNumber = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var byBsuid = ledger.registerInbound(requests.by(Person.ofBsuid(bsuid), "b"));
    assertThat(byBsuid.conversation()).isNotEqualTo(byNumber.conversation());

    var byBoth =
        ledger.registerInbound(requests.by(new Person(bsuid, null, waId, null, null), "c"));

    assertThat(byBoth.conversation()).isIn(byNumber.conversation(), byBsuid.conversation());
  }

  @Test
  void keepsConversationsOfAPersonOnTwoChannelsApart() {
    var other = new ChannelId(Ids.next());
    var one = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var two =
        ledger.registerInbound(
            requests.by(Person.ofWaId(waId), other, "b", null, true, Instant.now()));

    assertThat(two.conversation()).isNotEqualTo(one.conversation());
    assertThat(two.deskAddress()).isNotEqualTo(one.deskAddress());
    assertThat(
            ledger
                .registerReply(requests.reply(two.deskAddress(), "r", 1))
                .conversation()
                .channel())
        .isEqualTo(other);
    assertThat(
            ledger
                .registerReply(requests.reply(one.deskAddress(), "s", 1))
                .conversation()
                .channel())
        .isEqualTo(requests.channel);
  }

  @Test
  void keepsConversationsOfAPersonAtTwoTenantsApart() {
    var ours = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var theirs = ledger.registerInbound(new LedgerRequests().by(Person.ofWaId(waId), "a"));

    assertThat(theirs.conversation()).isNotEqualTo(ours.conversation());
  }

  @Test
  void windowIsOpenForADayAfterThePersonsLastMessage() {
    var now = Instant.now();
    ledger.registerInbound(
        requests.by(
            Person.ofWaId(waId),
            requests.channel,
            "a",
            null,
            true,
            now.minus(Duration.ofHours(25))));
    assertThat(ledger.registerReply(requests.reply(waId, "r1", 1)).windowOpen()).isFalse();

    ledger.registerInbound(
        requests.by(Person.ofWaId(waId), requests.channel, "b", null, false, now));
    assertThat(ledger.registerReply(requests.reply(waId, "r2", 1)).windowOpen()).isFalse();

    ledger.registerInbound(
        requests.by(
            Person.ofWaId(waId),
            requests.channel,
            "c",
            null,
            true,
            now.minus(Duration.ofHours(23))));
    var open = ledger.registerReply(requests.reply(waId, "r3", 1));
    assertThat(open.windowOpen()).isTrue();
    assertThat(open.lastInbound().value()).isEqualTo("c" + requests.unique);
  }

  @Test
  void limitsTheWindowWhenTheProvidersClockIsWrong() {
    ledger.registerInbound(
        requests.by(
            Person.ofWaId(waId),
            requests.channel,
            "a",
            null,
            true,
            Instant.now().plus(Duration.ofDays(9))));

    var until =
        Instant.parse(
            get("/api/v1/tenants/" + requests.tenant + "/conversations")
                .at("/items/0/windowClosesAt")
                .asString());
    assertThat(until).isBefore(Instant.now().plus(Duration.ofHours(25)));
  }

  @Test
  void quotesTheMessageThatAMessageRefersTo() {
    ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));

    var answer =
        ledger.registerInbound(
            requests.by(Person.ofWaId(waId), requests.channel, "b", "a", true, Instant.now()));

    assertThat(answer.quote()).isEqualTo("hello a");
    assertThat(
            db.sql(
                    "select excerpt from message_tracking where tenant_id = :t and excerpt is not null")
                .param("t", requests.tenant.value())
                .query(byte[].class)
                .list())
        .allSatisfy(locked -> assertThat(new String(locked)).doesNotContain("hello"));
  }

  @Test
  void namesTheDesksIdOfTheMessageThatAMessageRefersTo() {
    var address = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a")).deskAddress();
    var question = ledger.registerReply(requests.reply(address, "q", 1)).messages().getFirst();
    ledger.beginDelivery(question.id().value(), requests.intent());
    ledger.recordOutcome(question.id().value(), requests.outcome(Status.SENT, "wamid.q"));

    var answer =
        ledger.registerInbound(
            requests.by(
                Person.ofWaId(waId), requests.channel, "b", "wamid.q", true, Instant.now()));

    assertThat(answer.quoted()).isEqualTo(new ExternalId("q" + requests.unique));
    assertThat(answer.quote()).isEqualTo("answer");
  }

  @Test
  void tellsInTheTraceWhatWasChangedForTheChannel() {
    var address = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a")).deskAddress();
    var reply = ledger.registerReply(requests.reply(address, "q", 1)).messages().getFirst();

    assertThat(
            db.sql(
                    """
                    select detail from message_hops
                    where message_id = :id and stage = 'outbound-transformer'
                    """)
                .param("id", reply.id().value())
                .query(String.class)
                .single())
        .isEqualTo("a list became numbered text");
  }

  @Test
  void keepsTheDeskAddressAfterANumberChange() {
    var before = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    ledger.recordRename(requests.renamed(Person.ofWaId(waId), Person.ofWaId("99" + waId), "r"));

    var after = ledger.registerInbound(requests.by(Person.ofWaId("99" + waId), "b"));

    assertThat(after.conversation()).isEqualTo(before.conversation());
    assertThat(after.deskAddress()).isEqualTo(waId);
  }

  @Test
  void cachesConversationsInRedis() {
    var arrived = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    ledger.recordOutcome(
        arrived.message().value(),
        new Ledger.DeliveryOutcome(
            requests.tenant,
            "genesys-api-service",
            Status.DELIVERED,
            null,
            new Session("desk-" + waId, null, Instant.now()),
            null,
            null));

    var byPerson = "mapping:wa:" + requests.tenant + ":" + requests.channel + ":" + waId;
    var byDesk = "mapping:conv:" + requests.tenant + ":" + requests.desk + ":desk-" + waId;
    assertThat(redis.opsForValue().get(byPerson)).isEqualTo(arrived.conversation().value());
    assertThat(redis.opsForValue().get(byDesk))
        .isEqualTo(arrived.conversation() + " " + requests.channel + " " + waId);
    assertThat(redis.getExpire(byPerson)).isBetween(1L, 86_400L);
  }

  @Test
  void ignoresAWrongCacheEntry() {
    var stranger = new LedgerRequests();
    var theirs = stranger.by(Person.ofWaId("1" + waId), "x");
    var strange = ledger.registerInbound(theirs);
    redis
        .opsForValue()
        .set(
            "mapping:wa:" + requests.tenant + ":" + requests.channel + ":" + waId,
            strange.conversation().value());

    assertThat(ledger.registerInbound(requests.by(Person.ofWaId(waId), "a")).conversation())
        .isNotEqualTo(strange.conversation());
  }

  @Test
  void contactEntryOfAnotherPersonIsNotTheSender() {
    var other = "9" + waId;
    var wrong = ledger.registerInbound(requests.by(both(bsuid, other), "a"));
    var right = ledger.registerInbound(requests.by(both(bsuid, waId), "b"));
    var again = ledger.registerInbound(requests.by(both(bsuid, waId), "c"));

    assertThat(right.conversation()).isNotEqualTo(wrong.conversation());
    assertThat(again.conversation()).isEqualTo(right.conversation());
    assertThat(right.person()).isEqualTo(both(bsuid, waId));
    assertThat(answered(right.deskAddress()).waId()).isEqualTo(waId);
    assertThat(answered(wrong.deskAddress())).isEqualTo(Person.ofWaId(other));
    assertThat(ledger.registerInbound(requests.by(Person.ofBsuid(bsuid), "d")).conversation())
        .isEqualTo(right.conversation());
    assertThat(ledger.registerInbound(requests.by(Person.ofWaId(other), "e")).conversation())
        .isEqualTo(wrong.conversation());
  }

  @Test
  void numberWithANewUserIdIsANewPerson() {
    var before = ledger.registerInbound(requests.by(both(bsuid, waId), "a"));
    ledger.registerInbound(requests.by(Person.ofWaId(waId), "b"));
    var now = ledger.registerInbound(requests.by(both(bsuid + "2", waId), "c"));
    var again = ledger.registerInbound(requests.by(both(bsuid + "2", waId), "d"));

    assertThat(now.conversation()).isNotEqualTo(before.conversation());
    assertThat(now.deskAddress()).isNotEqualTo(before.deskAddress());
    assertThat(now.person()).isEqualTo(both(bsuid + "2", waId));
    assertThat(again.conversation()).isEqualTo(now.conversation());
    assertThat(answered(now.deskAddress())).isEqualTo(both(bsuid + "2", waId));
    assertThat(answered(before.deskAddress())).isEqualTo(Person.ofBsuid(bsuid));
    assertThat(ledger.registerInbound(requests.by(Person.ofWaId(waId), "e")).conversation())
        .isEqualTo(now.conversation());
    assertThat(ledger.registerInbound(requests.by(Person.ofBsuid(bsuid), "f")).conversation())
        .isEqualTo(before.conversation());
  }

  @Test
  void anAnswerThatWaitsKeepsItsPersonWhenTheNumberHasANewOwner() {
    var before = ledger.registerInbound(requests.by(both(bsuid, waId), "a"));
    var held =
        ledger
            .registerReply(requests.reply(before.deskAddress(), "r1", 1))
            .messages()
            .getFirst()
            .id()
            .value();
    var notBegun =
        ledger.registerReply(requests.reply(before.deskAddress(), "r2", 1)).messages().getFirst();
    assertThat(ledger.beginDelivery(held, requests.intent()).person().waId()).isEqualTo(waId);
    ledger.recordOutcome(held, requests.outcome(Status.RECEIVED, null));
    ledger.registerInbound(requests.by(both(bsuid + "2", waId), "b"));

    for (var message : List.of(held, notBegun.id().value())) {
      var person = ledger.beginDelivery(message, requests.intent()).person();
      assertThat(person.bsuid()).isEqualTo(bsuid);
      assertThat(person.waId()).isNull();
    }
  }

  @Test
  void numberIsANewPersonAfterEachChangeOfOwner() {
    var addresses =
        IntStream.range(0, 5)
            .mapToObj(n ->
                ledger.registerInbound(requests.by(both(bsuid + n, waId), "a" + n)).deskAddress())
            .toList();

    assertThat(addresses).doesNotHaveDuplicates();
    assertThat(answered(addresses.getLast()).waId()).isEqualTo(waId);
    assertThat(addresses.subList(0, 4))
        .allSatisfy(one -> assertThat(answered(one).waId()).isNull());
  }

  @Test
  void newOwnerKnownByUserIdTakesTheNumberFromTheFormer() {
    var before = ledger.registerInbound(requests.by(both(bsuid, waId), "a"));
    var alone = ledger.registerInbound(requests.by(Person.ofBsuid(bsuid + "2"), "b"));
    var now = ledger.registerInbound(requests.by(both(bsuid + "2", waId), "c"));

    assertThat(now.conversation()).isEqualTo(alone.conversation());
    assertThat(now.person().waId()).isEqualTo(waId);
    assertThat(answered(before.deskAddress()).waId()).isNull();
  }

  @Test
  void lateMessageOfTheFormerOwnerDoesNotTakeTheNumberBack() {
    var start = Instant.now().minusSeconds(60);
    var before = ledger.registerInbound(at(both(bsuid, waId), "a", start));
    var now = ledger.registerInbound(at(both(bsuid + "2", waId), "b", start.plusSeconds(20)));
    var late = ledger.registerInbound(at(both(bsuid, waId), "c", start.plusSeconds(10)));
    var lateStranger =
        ledger.registerInbound(at(both(bsuid + "3", waId), "d", start.plusSeconds(5)));

    assertThat(late.conversation()).isEqualTo(before.conversation());
    assertThat(late.person()).isEqualTo(Person.ofBsuid(bsuid));
    assertThat(lateStranger.person()).isEqualTo(Person.ofBsuid(bsuid + "3"));
    assertThat(answered(now.deskAddress()).waId()).isEqualTo(waId);
  }

  @Test
  void repeatedMessageDoesNotTakeTheNumberBack() {
    var at = Instant.now().minusSeconds(60);
    var before = ledger.registerInbound(at(both(bsuid, waId), "a", at));
    var now = ledger.registerInbound(at(both(bsuid + "2", waId), "b", at));
    var twice = ledger.registerInbound(at(both(bsuid, waId), "a", at));

    assertThat(twice.message()).isEqualTo(before.message());
    assertThat(answered(now.deskAddress()).waId()).isEqualTo(waId);
    assertThat(answered(before.deskAddress()).waId()).isNull();
  }

  @Test
  void repeatedMessageStaysInItsConversationAfterItsIdsMoved() {
    var first = ledger.registerInbound(requests.by(both(bsuid, "9" + waId), "a"));
    ledger.registerInbound(requests.by(both(bsuid, waId), "b"));
    ledger.registerInbound(requests.by(both(bsuid + "2", "9" + waId), "c"));
    var twice = ledger.registerInbound(requests.by(both(bsuid, "9" + waId), "a"));

    assertThat(twice.message()).isEqualTo(first.message());
    assertThat(twice.conversation()).isEqualTo(first.conversation());
  }

  @Test
  void renamingDropsIdsThatTheEventDoesNotContain() {
    var person = ledger.registerInbound(requests.by(both(bsuid, waId), "a"));
    rename(Person.ofBsuid(bsuid), Person.ofBsuid(bsuid + "2"));
    assertThat(answered(person.deskAddress())).isEqualTo(Person.ofBsuid(bsuid + "2"));

    ledger.registerInbound(requests.by(both(bsuid + "2", waId), "b"));
    rename(Person.ofWaId(waId), Person.ofWaId("99" + waId));
    assertThat(answered(person.deskAddress())).isEqualTo(Person.ofWaId("99" + waId));
    assertThat(
            ledger.registerInbound(requests.by(both(bsuid + "3", "99" + waId), "c")).conversation())
        .isEqualTo(person.conversation());
  }

  @Test
  void renamingOfAFormerOwnerDoesNotReachTheNewOne() {
    ledger.registerInbound(requests.by(both(bsuid + "2", waId), "a"));
    rename(both(bsuid, waId), both(bsuid + "3", "99" + waId));

    assertThat(ledger.registerInbound(requests.by(both(bsuid + "2", waId), "b")).person())
        .isEqualTo(both(bsuid + "2", waId));
  }

  private static Person both(String bsuid, String waId) {
    return new Person(bsuid, null, waId, null, null);
  }

  private Arrival at(Person person, String id, Instant at) {
    return requests.by(person, requests.channel, id, null, true, at);
  }

  private void rename(Person before, Person now) {
    ledger.recordRename(requests.renamed(before, now, Ids.next()));
  }

  /** The person to whom an answer to this address is sent. */
  private Person answered(String address) {
    return ledger.registerReply(requests.reply(address, Ids.next(), 1)).conversation().person();
  }
}
